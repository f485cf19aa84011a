import type { Outcome, CallRecord } from '../phone.ts'
import type { ApiShapes } from '../program.ts'
import { wrongCall } from './check-call.ts'
import type { Faults } from './faults.ts'
import { hand } from './handed.ts'

export type Option = Record<string, unknown> & {
  success?: (result: object) => void
  fail?: (error: object) => void
  complete?: (result: object) => void
}
/** How a call is answered unless a test says otherwise: a value at once, or by its callbacks. */
export type Answering = (...args: unknown[]) => unknown
/** The same for what tells its end otherwise than by callbacks; is given what the test said. */
export type Acting = (outcome: Outcome | undefined, ...args: unknown[]) => unknown
type Listener = (...told: unknown[]) => void

/** What stands before a call: the privacy terms, and what is forbidden in settings. */
export interface Gate {
  /** Goes on once the person has agreed, or tells why not; at once where nothing has to be asked. */
  ask(name: string, go: (refused: string | null) => void): void
  forbidden(name: string): Outcome | undefined
}

export interface Wx {
  readonly wx: Record<string, unknown>
  readonly calls: CallRecord[]
  /** From now on a call ends so; `once`: only the next time. */
  answer(name: string, outcome: Outcome, once?: boolean): void
  /** What a call would be told now; for buttons that ask in a call's stead. */
  outcomeOf(name: string): Outcome | undefined
  /** Tells whoever listens by `wx.onThemeChange`, `RecorderManager.onStop` and their like. */
  fire(name: string, ...told: unknown[]): void
  /** What `wx.getRecorderManager()` and its like give: every call is checked and kept like those of `wx`. */
  manager(name: string): Record<string, unknown>
}

export interface WxParts {
  api: ApiShapes
  usual: Record<string, Answering>
  acting: Record<string, Acting>
  faults: Faults
  gate: Gate
}

/** Ends a call by its callbacks, a moment later as WeChat does. */
export function settle(name: string, option: Option | undefined, outcome: Outcome): void {
  const method = name.split('.').pop() ?? name
  setTimeout(() => {
    const result = 'fail' in outcome ? { errMsg: outcome.fail } : { errMsg: `${method}:ok`, ...outcome.success }
    hand(result)
    if ('fail' in outcome) option?.fail?.(result)
    else option?.success?.(result)
    option?.complete?.(result)
  }, 0)
}

const isOption = (value: unknown): value is Option => typeof value === 'object' && value !== null

/**
 * `wx` as the program sees it: every call is checked against WeChat's published types, kept, and answered by the test's
 * word or else by `usual`. A call that nobody answers is a fault: the test does not know what it tries.
 */
export function createWx({ api, usual, acting, faults, gate }: WxParts): Wx {
  const calls: CallRecord[] = []
  const always = new Map<string, Outcome>()
  const next = new Map<string, Outcome[]>()
  const listeners = new Map<string, Set<Listener>>()
  const outcomeOf = (name: string) => next.get(name)?.shift() ?? always.get(name)

  function call(name: string, args: unknown[]): unknown {
    const [option] = args
    calls.push({ name, option: readable(option) })
    const wrong = wrongCall(api, name, args)
    if (wrong !== null) {
      faults.add(wrong)
      throw new TypeError(wrong)
    }
    return promised(api, name, args, (given) => answered(name, given))
  }
  function answered(name: string, args: unknown[]): unknown {
    let at: unknown
    let waits = true
    gate.ask(name, (refused) => {
      const given = refused === null ? undefined : { fail: `${name}:fail ${refused}` }
      const end = decided(name, args, given)
      if (waits) at = end
    })
    waits = false
    return at
  }
  function decided(name: string, args: unknown[], refused: Outcome | undefined): unknown {
    const [option] = args
    const outcome = refused ?? outcomeOf(name) ?? gate.forbidden(name)
    const acts = acting[name]
    if (acts) return acts(outcome, ...args)
    if (outcome) {
      if (!name.endsWith('Sync')) return settle(name, isOption(option) ? option : undefined, outcome)
      if ('fail' in outcome) throw new Error(outcome.fail)
      return outcome.success['value'] ?? outcome.success
    }
    const answering = usual[name]
    if (answering) return answering(...args)
    const listens = /^(.*\.)?(on|off)([A-Z].*)$/.exec(name)
    if (listens) return listen(`${listens[1] ?? ''}on${listens[3]}`, listens[2] === 'on', option)
    const unanswered = `wx.${name} was called, and nothing answers it`
    faults.add(unanswered)
    throw new TypeError(unanswered)
  }
  function listen(name: string, on: boolean, listener: unknown): void {
    const all = listeners.get(name) ?? new Set()
    listeners.set(name, all)
    if (typeof listener !== 'function') return on ? undefined : all.clear()
    if (on) all.add(listener as Listener)
    else all.delete(listener as Listener)
  }
  /** By `wx`'s own names, or by those of one that it hands out. */
  function object(prefix: string): Record<string, unknown> {
    const own = Object.entries(api).filter(
      ([name]) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'),
    )
    return Object.fromEntries(
      own.map(([name, shape]) => [
        name.slice(prefix.length),
        shape === 'value' ? usual[name]?.() : (...args: unknown[]) => call(name, args),
      ]),
    )
  }

  const wx = new Proxy(object(''), {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || name === 'webpackJsonp' || name === 'then')
        return Reflect.get(target, name)
      // Asking whether there is such a call is how programs find out about an older WeChat.
      return undefined
    },
  })
  return {
    wx,
    calls,
    answer(name, outcome, once = false) {
      if (!(name in api) && name !== 'getPhoneNumber') throw new Error(`wx.${name} does not exist`)
      if (once) next.set(name, [...(next.get(name) ?? []), outcome])
      else always.set(name, outcome)
    },
    outcomeOf,
    fire(name, ...told) {
      if (!(name in api)) throw new Error(`wx.${name} does not exist`)
      for (const listener of listeners.get(name) ?? []) listener(...told)
    },
    manager: (name) => object(`${name}.`),
  }
}

/** These give a task, with callbacks or without. */
const TASKS = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket'])

/** Where no callback is given, WeChat gives a promise; what it hands out to be called further does not. */
function promised(api: ApiShapes, name: string, args: unknown[], work: (args: unknown[]) => unknown): unknown {
  const shape = api[name]
  const given = args[0] ?? {}
  const plain = TASKS.has(name) || name.includes('.')
  if (plain || shape === undefined || shape === 'value' || shape.option === null || !isOption(given)) return work(args)
  if ('success' in given || 'fail' in given || 'complete' in given) return work(args)
  const ends: Pick<Option, 'success' | 'fail'> = {}
  const promise = new Promise((success, fail) => Object.assign(ends, { success, fail }))
  work([{ ...given, ...ends }])
  return promise
}

/** Options without their callbacks. */
function readable(option: unknown): unknown {
  if (!isOption(option)) return option
  return Object.fromEntries(Object.entries(option).filter(([, value]) => typeof value !== 'function'))
}
