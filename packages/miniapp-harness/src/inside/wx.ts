import type { Outcome, CallRecord } from '../phone.ts'
import type { ApiShapes } from '../program.ts'
import { wrongCall } from './check-call.ts'
import type { Faults } from './faults.ts'

export type Option = Record<string, unknown> & {
  success?: (result: object) => void
  fail?: (error: object) => void
  complete?: (result: object) => void
}
/** How a call is answered unless a test says otherwise: a value at once, or by its callbacks. */
export type Answering = (...args: unknown[]) => unknown

export interface Wx {
  readonly wx: Record<string, unknown>
  readonly calls: CallRecord[]
  /** From now on a call ends so; `once`: only the next time. */
  answer(name: string, outcome: Outcome, once?: boolean): void
  /** What a call would be told now; for buttons that ask in a call's stead. */
  outcomeOf(name: string): Outcome | undefined
}

/** Ends a call by its callbacks, a moment later as WeChat does. */
export function settle(name: string, option: Option | undefined, outcome: Outcome): void {
  setTimeout(() => {
    const result = 'fail' in outcome ? { errMsg: outcome.fail } : { errMsg: `${name}:ok`, ...outcome.success }
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
export function createWx(api: ApiShapes, usual: Record<string, Answering>, faults: Faults): Wx {
  const calls: CallRecord[] = []
  const always = new Map<string, Outcome>()
  const next = new Map<string, Outcome[]>()
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
    const [option] = args
    const outcome = outcomeOf(name)
    if (outcome) {
      if (!name.endsWith('Sync')) return settle(name, isOption(option) ? option : undefined, outcome)
      if ('fail' in outcome) throw new Error(outcome.fail)
      return outcome.success['value'] ?? outcome.success
    }
    const answering = usual[name]
    if (answering) return answering(...args)
    const unanswered = `wx.${name} was called, and nothing answers it`
    faults.add(unanswered)
    throw new TypeError(unanswered)
  }

  const known: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(api))
    known[name] = shape === 'value' ? usual[name]?.() : (...args: unknown[]) => call(name, args)
  const wx = new Proxy(known, {
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
  }
}

/** These give a task, with callbacks or without. */
const TASKS = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket'])

/** Where no callback is given, WeChat gives a promise. */
function promised(api: ApiShapes, name: string, args: unknown[], work: (args: unknown[]) => unknown): unknown {
  const shape = api[name]
  const given = args[0] ?? {}
  if (shape === undefined || shape === 'value' || shape.option === null || TASKS.has(name) || !isOption(given))
    return work(args)
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
