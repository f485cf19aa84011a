import type { ComponentSpace } from 'glass-easel'
import { WxCanvas } from './canvas.ts'
import { WxPicker, WxPickerView, WxSlider, WxSwiper } from './choosers.ts'
import { Builtin, WxButton, WxImage, WxScrollView } from './elements.ts'
import { WxPageMeta } from './page-meta.ts'
import { WxMap } from './map.ts'
import { WxCheckbox, WxCheckboxGroup, WxInput, WxRadio, WxRadioGroup, WxSwitch, WxTextarea } from './fields.ts'
import { WxForm, WxLabel } from './form.ts'

/** Drawn as a box and no more. */
const PLAIN = [
  'view',
  'text',
  'block',
  'cover-view',
  'swiper-item',
  'picker-view-column',
  'navigation-bar',
  'icon',
  'progress',
  'rich-text',
  'slot',
]

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
    label: WxLabel,
    slider: WxSlider,
    canvas: WxCanvas,
    'picker-view': WxPickerView,
    'page-meta': WxPageMeta,
    map: WxMap,
    navigator: navigatorOf(go),
    page: class extends Builtin {},
  }
  for (const [name, made] of Object.entries(classes)) {
    customElements.define(`wx-${name}`, made)
    space.setGlobalUsingComponent(name, `wx-${name}`)
  }
}
