import { Chooser } from './choosers.ts'
import { Builtin, tell, type Known } from './elements.ts'
import { WxCheckboxGroup, WxRadioGroup, WxSwitch } from './fields.ts'

/** Gathers its fields by name, and sets them back. */
export class WxForm extends Builtin {
  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('click', (event) => {
      const button = event.target instanceof HTMLElement ? event.target.closest('wx-button') : null
      if (button?.hasAttribute('data-off')) return
      const does = button?.getAttribute('form-type')
      if (does === 'submit') tell(this, 'submit', { value: this.values() })
      if (does === 'reset') this.reset()
    })
  }
  private values(): Record<string, unknown> {
    const named = [...this.querySelectorAll<Known>('[name]')].filter(({ localName }) => localName.startsWith('wx-'))
    return Object.fromEntries(named.map((field) => [field.getAttribute('name') ?? '', valueOf(field)]))
  }
  private reset(): void {
    for (const field of this.querySelectorAll<HTMLInputElement>('input, textarea')) field.value = ''
    tell(this, 'reset', {})
  }
}

function valueOf(field: Element): unknown {
  if (field instanceof WxSwitch || field instanceof WxRadioGroup || field instanceof WxCheckboxGroup)
    return field.chosen
  if (field instanceof Chooser) return field.value
  return field.querySelector<HTMLInputElement>('input, textarea')?.value ?? ''
}

/** A tap on it is one on what it names. */
export class WxLabel extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'for']
  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('click', (event) => {
      const wanted = 'wx-radio, wx-checkbox, wx-switch, wx-button, wx-input, wx-textarea'
      const named = this.getAttribute('for')
      const meant = named ? document.getElementById(named) : this.querySelector<HTMLElement>(wanted)
      const own = event.target instanceof Element && event.target.closest(wanted) !== null
      if (meant && !own) meant.dispatchEvent(new MouseEvent('click', { bubbles: false }))
    })
  }
}
