import { Builtin, tell, type Known } from './elements.ts'

/** Whatever WeChat asks in a layer of its own, or by a finger's move: a test says what is chosen. */
export abstract class Chooser extends Builtin {
  protected typed(name: string): unknown {
    return (this as Known).__wxElement?.getAttribute(name)
  }
  /** What the form around it is given. */
  value: unknown
  abstract choose(value: unknown): void
}

/** The next one is shown. */
export class WxSwiper extends Chooser {
  static override observedAttributes = [...Builtin.observedAttributes, 'current']
  private readonly items = () => [...this.querySelectorAll<HTMLElement>('wx-swiper-item')]
  protected override changed(name: string): void {
    if (name === 'current') queueMicrotask(() => this.show(Number(this.typed('current')) || 0))
  }
  private show(current: number): void {
    for (const [i, item] of this.items().entries()) item.hidden = i !== current
  }
  choose(value: unknown): void {
    const current = Number(value)
    if (!this.items()[current]) throw new Error(`a swiper of ${this.items().length} has no item ${current}`)
    this.show(current)
    tell(this, 'change', { current, source: 'touch' })
    tell(this, 'animationfinish', { current, source: 'touch' })
  }
}

const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/
const TIME = /^\d{2}:\d{2}$/

/** What may not be chosen in a picker of this mode; null when it may. */
function wrongChoice(mode: string, value: unknown, typed: (name: string) => unknown): string | null {
  const range = typed('range')
  const within = (list: unknown, at: unknown) =>
    Array.isArray(list) && typeof at === 'number' && at >= 0 && at < list.length
  if (mode === 'selector') return within(range, value) ? null : `one of ${JSON.stringify(range)} is chosen by its index`
  if (mode === 'multiSelector') {
    const all = Array.isArray(value) && Array.isArray(range) && value.length === range.length
    return all && value.every((at, i) => within(range[i], at)) ? null : 'each column is chosen by its index'
  }
  if (mode === 'region') return Array.isArray(value) && value.length > 0 ? null : 'a region is a list of names'
  const text = String(value)
  if (!(mode === 'date' ? DAY : TIME).test(text)) return `a ${mode} is not written «${text}»`
  const [start, end] = [typed('start'), typed('end')]
  const early = typeof start === 'string' && start !== '' && text < start
  const late = typeof end === 'string' && end !== '' && text > end
  return early || late ? `${text} is not between ${String(start)} and ${String(end)}` : null
}

export class WxPicker extends Chooser {
  protected override get ownRole(): string {
    return 'button'
  }
  /** By index, by indexes, as a day or a time, or as names of a region. @throws Error where a finger could not choose it */
  choose(value: unknown): void {
    if (this.typed('disabled') === true) throw new Error('this picker is off')
    const mode = this.getAttribute('mode') || 'selector'
    const wrong = wrongChoice(mode, value, (name) => this.typed(name))
    if (wrong !== null) throw new Error(wrong)
    this.value = value
    tell(this, 'change', { value, ...(mode === 'region' ? { code: [], postcode: '' } : {}) })
  }
  /** One column is turned, and nothing is chosen yet. */
  turn(column: number, value: number): void {
    tell(this, 'columnchange', { column, value })
  }
  cancel(): void {
    tell(this, 'cancel', {})
  }
}

/** Columns within the page: an index each. */
export class WxPickerView extends Chooser {
  choose(value: unknown): void {
    const columns = this.querySelectorAll('wx-picker-view-column').length
    if (!Array.isArray(value) || value.length !== columns)
      throw new Error(`there are ${columns} columns to choose from`)
    this.value = value
    tell(this, 'pickstart', {})
    tell(this, 'change', { value })
    tell(this, 'pickend', {})
  }
}

export class WxSlider extends Chooser {
  static override observedAttributes = [...Builtin.observedAttributes, 'value', 'min', 'max']
  protected override get ownRole(): string {
    return 'slider'
  }
  protected override changed(): void {
    queueMicrotask(() => this.show(Number(this.typed('value')) || 0))
  }
  private edge(name: 'min' | 'max'): number {
    const given = this.typed(name)
    return given === undefined || given === '' ? (name === 'min' ? 0 : 100) : Number(given)
  }
  private show(value: number): void {
    this.value = value
    this.setAttribute('aria-valuenow', String(value))
    this.setAttribute('aria-valuemin', String(this.edge('min')))
    this.setAttribute('aria-valuemax', String(this.edge('max')))
  }
  choose(value: unknown): void {
    const at = Number(value)
    if (at < this.edge('min') || at > this.edge('max')) throw new Error(`the slider does not reach ${at}`)
    this.show(at)
    tell(this, 'changing', { value: at })
    tell(this, 'change', { value: at })
  }
}
