import type { Element as EaselElement } from 'glass-easel'

/** An element of the page that glass-easel knows. */
export type Known = HTMLElement & { __wxElement?: EaselElement }

/** Tells the program of an event, as WeChat words it. */
export function tell(element: Known, name: string, detail: object, bubbles = false): void {
  element.__wxElement?.triggerEvent(name, detail, { bubbles, composed: bubbles })
}

/** `aria-role` is WeChat's name for a role; an attribute that was given no value is none. */
const STATES = ['hidden', 'disabled', 'checked', 'selected', 'expanded', 'live', 'current']
const ARIA = ['role', 'label', ...STATES].map((name) => `aria-${name}`)
const NEEDS_CHECKED = new Set(['radio', 'checkbox', 'switch'])

/** The base of every builtin: says to a screen reader what the program says. */
export class Builtin extends HTMLElement {
  static observedAttributes: string[] = [...ARIA]
  /** Attributes of a part of it, such as the field within an input. */
  protected get speaking(): HTMLElement {
    return this
  }
  protected get ownRole(): string | null {
    return null
  }

  connectedCallback(): void {
    this.tellRole()
  }
  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    if (!ARIA.includes(name)) return this.changed(name, value)
    // The compiler writes true as an empty value, and no value as one, too.
    if (value === '') {
      if ((this as Known).__wxElement?.getAttribute(name) === true) return this.setAttribute(name, 'true')
      return this.removeAttribute(name)
    }
    if (name !== 'aria-role' && this.speaking !== this) {
      if (value === null) this.speaking.removeAttribute(name)
      else this.speaking.setAttribute(name, value)
    }
    this.tellRole()
  }
  /** An attribute of its own. */
  protected changed(_name: string, _value: string | null): void {}

  private tellRole(): void {
    const role = this.getAttribute('aria-role') ?? this.ownRole
    if (role === null) return
    if (this.speaking === this) this.setAttribute('role', role)
    if (NEEDS_CHECKED.has(role) && !this.hasAttribute('aria-checked')) this.setAttribute('aria-checked', 'false')
  }
}

export class WxButton extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'disabled', 'loading']
  protected override get ownRole(): string {
    return 'button'
  }
  override connectedCallback(): void {
    super.connectedCallback()
    this.tabIndex = 0
  }
  protected override changed(name: string, value: string | null): void {
    if (name !== 'disabled') return
    // The compiler writes an absent value as an empty one, and a true one so too: the program's own tells them apart.
    const off = value !== null && (this as Known).__wxElement?.getAttribute('disabled') === true
    this.toggleAttribute('data-off', off)
    if (off) this.setAttribute('aria-disabled', 'true')
    else this.removeAttribute('aria-disabled')
  }
}

/** Shows files of the phone, which no address of the web leads to. */
export const pictures: { of: (path: string) => Promise<string> } = { of: (path) => Promise.resolve(path) }

export class WxImage extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'src', 'mode']
  private picture = document.createElement('img')
  override connectedCallback(): void {
    if (!this.picture.isConnected) {
      this.picture.alt = ''
      this.picture.addEventListener('load', (event) => {
        event.stopPropagation()
        tell(this, 'load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight })
      })
      this.picture.addEventListener('error', (event) => {
        event.stopPropagation()
        tell(this, 'error', { errMsg: 'GET failed' })
      })
      this.append(this.picture)
    }
    super.connectedCallback()
  }
  protected override changed(name: string, value: string | null): void {
    if (name === 'src' && value?.startsWith('wxfile:'))
      pictures.of(value).then(
        (address) => (this.picture.src = address),
        () => tell(this, 'error', { errMsg: 'no such file' }),
      )
    else if (name === 'src' && value) this.picture.src = value
    if (name === 'mode') this.picture.style.objectFit = value === 'aspectFill' ? 'cover' : 'fill'
  }
}

/** What WeChat calls near an end unless the template says otherwise. */
const NEAR = 50

export class WxScrollView extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'scroll-top', 'scroll-into-view']
  private readonly near = (name: string) => Number((this as Known).__wxElement?.getAttribute(name) || NEAR)
  override connectedCallback(): void {
    super.connectedCallback()
    this.tabIndex = 0
    this.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight } = this
      tell(this, 'scroll', { scrollTop, scrollHeight })
      if (scrollHeight - scrollTop - this.clientHeight <= this.near('lower-threshold'))
        tell(this, 'scrolltolower', { direction: 'bottom' })
      if (scrollTop <= this.near('upper-threshold')) tell(this, 'scrolltoupper', { direction: 'top' })
    })
  }
  protected override changed(name: string, value: string | null): void {
    if (name === 'scroll-top' && value !== null) this.scrollTop = Number(value)
    if (name === 'scroll-into-view' && value) document.getElementById(value)?.scrollIntoView?.()
  }
  /** A finger scrolls to its foot. */
  reachEnd(): void {
    this.scrollTop = this.scrollHeight
    this.dispatchEvent(new window.Event('scroll'))
  }
  /** A finger pulls it down, where the template lets it. */
  pull(): boolean {
    const able = (this as Known).__wxElement?.getAttribute('refresher-enabled') === true
    if (able) tell(this, 'refresherrefresh', {})
    return able
  }
}
