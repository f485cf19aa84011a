import { elementOf, type CivicElement, type ElementKind } from './element.ts'

export type { AskSecret, CivicElement } from './element.ts'

/** `<civic-appeal>`: 我要反映. `<civic-progress code="…">`: where one stands. */
const KINDS: Readonly<Record<string, ElementKind>> = {
  'civic-appeal': {
    attributes: ['category'],
    page: () => 'send',
  },
  'civic-progress': {
    attributes: ['code'],
    page: (element) => {
      const code = element.getAttribute('code')
      return code ? `appeal/${encodeURIComponent(code)}` : null
    },
  },
}

/**
 * Makes the elements known to this page, once; where there is no page, or none that knows own elements, nothing happens.
 * @param baseUrl the city's service; an element's attribute `base-url` says another
 */
export function defineElements({ baseUrl }: { baseUrl: string }): void {
  if (typeof customElements === 'undefined') return
  for (const name of Object.keys(KINDS)) {
    const kind = KINDS[name]
    if (kind && !customElements.get(name)) customElements.define(name, elementOf(kind, baseUrl))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'civic-appeal': CivicElement
    'civic-progress': CivicElement
  }
}
