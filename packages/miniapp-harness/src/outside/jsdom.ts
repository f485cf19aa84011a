import { JSDOM, VirtualConsole } from 'jsdom'
import type { Inside } from '../inside/main.ts'
import type { Host, Kept, Outcome, PhoneOptions, PhoneState, ShareCard } from '../phone.ts'
import type { Program } from '../program.ts'
import { insideScript } from './bundle.ts'

/** A phone in jsdom: quick, without a picture. */
export interface QuickPhone {
  readonly document: Document
  answer(name: string, outcome: Outcome, once?: boolean): void
  state(): PhoneState
  /** All that can be read on the page on top. */
  text(): string
  /** What carries this role and name; roles as ARIA has them. @throws Error when there is none */
  find(role: string, name: string): HTMLElement
  has(role: string, name: string): boolean
  tap(element: HTMLElement): void
  type(label: string, text: string): void
  /** What is chosen in WeChat's own layer, by its index or value: of a picker, or by a finger on a swiper. */
  choose(selector: string, value: unknown): void
  /** A finger pulls the page down. @throws Error where its settings do not offer it */
  pull(): void
  /** A scroll-view is scrolled to its foot; jsdom lays nothing out, so it is said. */
  reachEnd(selector: string): void
  /** Another part of the map is looked at, as by a finger. */
  moveMap(center: { longitude: number; latitude: number }): void
  /** Waits for what a person would see. */
  until(seen: () => boolean, what: string): Promise<void>
  back(): void
  call(name: string, ...args: unknown[]): void
  hide(): void
  show(): void
  open(url: string): string | null
  /** Tells whoever listens by `wx.onThemeChange`, `RecorderManager.onStop` and their like. */
  fire(name: string, ...told: unknown[]): void
  /** Hands the page on top to a chat by its menu; null where it is not offered. */
  share(): ShareCard | null
  /** What can be tapped and a screen reader could say nothing about. */
  untold(): string[]
  /** Ends it, as WeChat kills a program: nothing is told of it. */
  kill(): void
  /** What stays on the phone when the program ends, or ended; options of the next one. */
  kept(): Kept
}

interface Started {
  MiniPhone: { start(program: Program, options: PhoneOptions, host: Host): Inside }
}

interface Chooser extends HTMLElement {
  choose(value: unknown): void
}

interface Scroller extends HTMLElement {
  reachEnd(): void
}
interface Chart extends HTMLElement {
  move(center: object): void
}

const PATIENCE_MS = 10_000

/** Starts a program in jsdom. */
export async function quickPhone(program: Program, host: Host, options: PhoneOptions = {}): Promise<QuickPhone> {
  const script = await insideScript()
  const quiet = new VirtualConsole()
  const dom = new JSDOM('<!doctype html><html lang="zh-CN"><body></body></html>', {
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    url: 'https://phone.example/',
    virtualConsole: quiet,
  })
  const { window } = dom
  const thrown: string[] = []
  quiet.on('jsdomError', (error) => thrown.push(String(error)))
  // jsdom has neither.
  Object.assign(window, { TextEncoder, matchMedia: () => ({ matches: options.theme === 'dark' }) })
  window.eval(`${script};window.MiniPhone=MiniPhone`)
  const { MiniPhone } = window as never as Started
  const inside = MiniPhone.start(program, options, host)

  const { document } = window
  // jsdom keeps answers of querySelector that are no longer true: elements are looked through one by one.
  const under = (element: Element) => [...element.getElementsByTagName('*')] as HTMLElement[]
  const top = () =>
    [...document.body.children].find((each) => each.localName === 'wx-page' && !each.hasAttribute('hidden')) ??
    document.body
  const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
  const all = (role: string) => under(top()).filter((element) => element.getAttribute('role') === role)
  const seek = (role: string, name: string) =>
    all(role).find((element) => nameOf(element) === name) ?? all(role).find((element) => nameOf(element).includes(name))
  const mouse = (name: string) => new window.MouseEvent(name, { bubbles: true, composed: true, clientX: 1, clientY: 1 })

  let left: Kept | undefined
  const phone: QuickPhone = {
    document,
    answer: inside.answer,
    state: () => {
      const state = inside.state()
      return { ...state, faults: [...state.faults, ...thrown] }
    },
    text: () => `${document.querySelector('.mp-bar')?.textContent ?? ''} ${top().textContent ?? ''}`,
    has: (role, name) => seek(role, name) !== undefined,
    find(role, name) {
      const found = seek(role, name)
      if (!found) throw new Error(`no ${role} «${name}» among ${all(role).map(nameOf).join(' | ')} in: ${phone.text()}`)
      return found
    },
    tap(element) {
      if (element.hasAttribute('data-off')) return
      for (const name of ['mousedown', 'mouseup', 'click']) element.dispatchEvent(mouse(name))
    },
    type(label, text) {
      const field = under(top()).find(
        (each): each is HTMLInputElement =>
          ['input', 'textarea'].includes(each.localName) && nameOf(each).includes(label),
      )
      if (!field) throw new Error(`no field «${label}» in: ${phone.text()}`)
      field.value = text
      field.dispatchEvent(new window.Event('input', { bubbles: true }))
    },
    choose(selector, value) {
      const chooser = under(top()).find((each): each is Chooser => each.localName === selector)
      if (!chooser) throw new Error(`no ${selector} in: ${phone.text()}`)
      chooser.choose(value)
    },
    pull() {
      if (!inside.pull()) throw new Error(`${phone.state().pages.at(-1)?.path} does not enable pulling down`)
    },
    reachEnd(selector) {
      const view = under(top()).find((each): each is Scroller => each.localName === selector)
      if (!view) throw new Error(`no ${selector} in: ${phone.text()}`)
      view.reachEnd()
    },
    moveMap(center) {
      const map = under(top()).find((each): each is Chart => each.localName === 'wx-map')
      if (!map) throw new Error(`no map in: ${phone.text()}`)
      map.move(center)
    },
    async until(seen, what) {
      const end = Date.now() + PATIENCE_MS
      while (!seen()) {
        if (Date.now() > end)
          throw new Error(
            `waited for ${what}; on the screen: ${phone.text()}; faults: ${phone.state().faults.join('; ')}`,
          )
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    back: inside.back,
    call: inside.call,
    hide: inside.hide,
    show: inside.show,
    open: inside.open,
    untold: inside.untold,
    fire: inside.fire,
    share: inside.share,
    kept: () => left ?? inside.kept(),
    kill() {
      left ??= inside.kept()
      window.close()
    },
  }
  return phone
}
