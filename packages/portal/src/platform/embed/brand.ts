import { mix, readable, type Hex } from '@civicgrid/kit/colour'

/** `#rrggbb` of `#rrggbb` or `#rgb`, as what makes styles smaller writes it too; null for anything else. */
function hexOf(text: string): Hex | null {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text as Hex
  return /^#[0-9a-f]{3}$/i.test(text) ? (`#${text.slice(1).replace(/./g, '$&$&')}` as Hex) : null
}
const RADIUS_MAX = 24
/** Shares of a city's radius, as the tokens have them. */
const CORNERS = { small: 0.5, control: 0.75, card: 1, sheet: 1.35 } as const
const TEXT = 4.6

/**
 * A partner's brand in the place of the city's, and its corners. A colour on which, or in which, letters could not be read
 * is moved until they can: no partner makes a page unreadable.
 */
export function wear(root: HTMLElement, { brand, radius }: { brand?: string; radius?: number }): void {
  const { style } = root
  if (radius !== undefined && radius >= 0)
    for (const [name, share] of Object.entries(CORNERS))
      style.setProperty(`--cg-radius-${name}`, `${Math.round(Math.min(RADIUS_MAX, radius) * share)}px`)
  const wanted = brand === undefined ? null : hexOf(brand)
  const now = getComputedStyle(root)
  const colour = (name: string) => hexOf(now.getPropertyValue(`--cg-${name}`).trim())
  const [card, page, onBrand] = [colour('card'), colour('page'), colour('on-brand')]
  if (!wanted || !card || !page || !onBrand) return
  const soft = mix(wanted, card, 0.88)
  style.setProperty('--cg-brand', readable(wanted, [onBrand], TEXT))
  style.setProperty('--cg-brand-soft', soft)
  style.setProperty('--cg-brand-ink', readable(wanted, [card, page, soft], TEXT))
}
