import { Builtin, type Known } from './elements.ts'

/** Styles of the whole page, said by its template. */
export class WxPageMeta extends Builtin {
  static override observedAttributes = [
    ...Builtin.observedAttributes,
    'page-style',
    'background-color',
    'root-font-size',
    'page-font-size',
  ]
  protected override changed(name: string): void {
    // Its page may not stand around it yet.
    queueMicrotask(() => this.apply(name))
  }
  private apply(name: string): void {
    const value = (this as Known).__wxElement?.getAttribute(name)
    const page = this.closest<HTMLElement>('wx-page')
    if (!page || typeof value !== 'string') return
    if (name === 'page-style') page.style.cssText = value
    if (name === 'background-color') page.style.backgroundColor = value
    if (name === 'page-font-size') page.style.fontSize = value
    if (name === 'root-font-size') document.documentElement.style.fontSize = value
  }
}
