import type { Known } from './elements.ts'

/** What the page on top offers to a finger, and how it tells a screen reader of it. */
export interface Target {
  /** As a test would name it. */
  said: string
  role: string | null
  name: string
  /** In CSS pixels; 0 in jsdom, which lays nothing out. */
  width: number
  height: number
}

const nameOf = (element: Element): string =>
  element.getAttribute('aria-label') ??
  element.querySelector('[aria-label]')?.getAttribute('aria-label') ??
  element.textContent?.trim() ??
  ''

/** Builtins that a finger does something to by themselves. */
const TAPPED = new Set(
  ['button', 'input', 'textarea', 'navigator', 'switch', 'radio', 'checkbox', 'picker'].map((name) => `wx-${name}`),
)

/** Taro's templates hear a tap on each of these, whether the program asked for it or not; what scrolls is not tapped. */
const SCROLLED = 'wx-scroll-view'

/** glass-easel keeps its listeners here, and tells nobody else of them. */
interface Listening {
  _$eventTarget?: { listeners: Record<string, unknown> }
}
const hearsTap = (element: Known): boolean =>
  (element.__wxElement as Listening | undefined)?._$eventTarget?.listeners['tap'] !== undefined

/** Everything on the page on top that a tap does something to. */
export function targets(): Target[] {
  const page = [...document.body.children].find((each) => each.localName === 'wx-page' && !each.hasAttribute('hidden'))
  const all = ([...(page?.getElementsByTagName('*') ?? [])] as Known[]).filter(
    (element) => TAPPED.has(element.localName) || (element.localName !== SCROLLED && hearsTap(element)),
  )
  return all
    .filter((element) => !element.closest('[data-off]'))
    .map((element) => {
      const { width, height } = element.getBoundingClientRect()
      const field = element.querySelector('input, textarea')
      const role = field ? 'textbox' : element.getAttribute('role')
      const name = (field ? field.getAttribute('aria-label') : nameOf(element)) ?? ''
      return { said: `${element.localName}.${element.className}`, role, name, width, height }
    })
}

/** Of those, what a screen reader could say nothing about. */
export const untold = (): string[] =>
  targets()
    .filter(({ role, name }) => !role || !name)
    .map(({ said, role, name }) => `${said}: ${role ? `${role} without a name` : `no role («${name}»)`}`)
