import type { ComponentSpace } from 'glass-easel'
import { Builtin, tell, WxButton, WxImage, WxScrollView, type Known } from './elements.ts'
import { WxMap } from './map.ts'
import { WxCheckbox, WxCheckboxGroup, WxInput, WxRadio, WxRadioGroup, WxSwitch, WxTextarea } from './fields.ts'

/** Drawn as a box and no more. */
const PLAIN = [
  'view',
  'text',
  'block',
  'label',
  'cover-view',
  'swiper-item',
  'canvas',
  'picker-view',
  'icon',
  'progress',
  'rich-text',
  'slot',
]

class WxSwiper extends Builtin {
  /** What a finger does: the next one is shown. */
  choose(current: number): void {
    for (const [i, item] of [...this.querySelectorAll<HTMLElement>('wx-swiper-item')].entries())
      item.hidden = i !== current
    tell(this, 'change', { current, source: 'touch' })
  }
}

class WxPicker extends Builtin {
  protected override get ownRole(): string {
    return 'button'
  }
  /** What is chosen in WeChat's own layer, by its index or value. */
  choose(value: unknown): void {
    tell(this, 'change', { value })
  }
}

class WxForm extends Builtin {
  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('click', (event) => {
      const button = event.target instanceof HTMLElement ? event.target.closest('wx-button') : null
      const does = button?.getAttribute('form-type')
      if (does === 'submit') tell(this, 'submit', { value: this.values() })
      if (does === 'reset') tell(this, 'reset', {})
    })
  }
  private values(): Record<string, string> {
    const fields = [...this.querySelectorAll<Known>('wx-input[name], wx-textarea[name]')]
    return Object.fromEntries(
      fields.map((field) => [
        field.getAttribute('name') ?? '',
        field.querySelector<HTMLInputElement>('input, textarea')?.value ?? '',
      ]),
    )
  }
}

/** Leads to another page by itself. */
function navigatorOf(go: (how: string, url: string) => void): CustomElementConstructor {
  return class extends Builtin {
    protected override get ownRole(): string {
      return 'link'
    }
    override connectedCallback(): void {
      super.connectedCallback()
      this.addEventListener('click', () =>
        go(this.getAttribute('open-type') || 'navigate', this.getAttribute('url') ?? ''),
      )
    }
  }
}

/** Everything that a template may name. What is not here is a fault: WeChat would draw nothing for it. */
export function defineBuiltins(space: ComponentSpace, go: (how: string, url: string) => void): void {
  const classes: Record<string, CustomElementConstructor> = {
    ...Object.fromEntries(PLAIN.map((name) => [name, class extends Builtin {}])),
    button: WxButton,
    image: WxImage,
    input: WxInput,
    textarea: WxTextarea,
    'scroll-view': WxScrollView,
    switch: WxSwitch,
    radio: WxRadio,
    'radio-group': WxRadioGroup,
    checkbox: WxCheckbox,
    'checkbox-group': WxCheckboxGroup,
    swiper: WxSwiper,
    picker: WxPicker,
    form: WxForm,
    map: WxMap,
    navigator: navigatorOf(go),
    page: class extends Builtin {},
  }
  for (const [name, made] of Object.entries(classes)) {
    customElements.define(`wx-${name}`, made)
    space.setGlobalUsingComponent(name, `wx-${name}`)
  }
}
