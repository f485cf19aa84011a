import { describe, expect, it } from 'vitest'
import { contrast, mix, readable, type Hex } from './colour.ts'
import { tokensToCss } from './css.ts'
import { darkColours, highContrastDark, highContrastLight, lightColours, type Colours } from './tokens.ts'

const BRANDS: { brand: Hex; accent: Hex }[] = [
  { brand: '#0b6e6e', accent: '#e0637f' },
  { brand: '#ffcc00', accent: '#00aaff' },
  { brand: '#101020', accent: '#ffffff' },
  { brand: '#d7262b', accent: '#f2b705' },
]

/** Every pair of text and ground that the pages use. */
function textPairs(c: Colours): [string, Hex, Hex][] {
  const grounds = { page: c.page, card: c.card, raised: c.raised, sunken: c.sunken }
  const onGrounds = Object.entries(grounds).flatMap(([ground, g]): [string, Hex, Hex][] => [
    [`ink on ${ground}`, c.ink, g],
    [`ink2 on ${ground}`, c.ink2, g],
    [`ink3 on ${ground}`, c.ink3, g],
  ])
  return [
    ...onGrounds,
    ['onBrand on brand', c.onBrand, c.brand],
    ['brandInk on card', c.brandInk, c.card],
    ['brandInk on page', c.brandInk, c.page],
    ['brandInk on brandSoft', c.brandInk, c.brandSoft],
    ['ink on brandSoft', c.ink, c.brandSoft],
    ['good on goodSoft', c.good, c.goodSoft],
    ['warn on warnSoft', c.warn, c.warnSoft],
    ['bad on badSoft', c.bad, c.badSoft],
    ['bad on card', c.bad, c.card],
    ['good on card', c.good, c.card],
    ['warn on card', c.warn, c.card],
  ]
}

describe('tokens', () => {
  const modes = BRANDS.flatMap((brand) => [
    { mode: 'light', brand, colours: lightColours(brand) },
    { mode: 'dark', brand, colours: darkColours(brand) },
    { mode: 'high contrast light', brand, colours: { ...lightColours(brand), ...highContrastLight } },
    { mode: 'high contrast dark', brand, colours: { ...darkColours(brand), ...highContrastDark } },
  ])
  it.each(modes)('every text reads at 4.5:1 or better: $mode, brand $brand.brand', ({ colours }) => {
    const poor = textPairs(colours).filter(([, ink, ground]) => contrast(ink, ground) < 4.5)
    expect(poor).toEqual([])
  })
  it.each(modes)('edges of controls show at 3:1: $mode, brand $brand.brand', ({ colours }) => {
    expect(contrast(colours.edge, colours.card)).toBeGreaterThanOrEqual(3)
  })
  it('the CSS has every colour once a mode and the elder size', () => {
    const css = tokensToCss({ brand: '#0b6e6e', accent: '#e0637f' })
    expect(css).toContain('--cg-brand-ink:#')
    expect(css).toContain('[data-theme=dark]{')
    expect(css).toContain('[data-elder]{--cg-target:60px')
  })
})

describe('colour', () => {
  it('black on white is 21:1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5))
  it('mixes by share', () => expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080'))
  it('leaves a colour that reads already', () => expect(readable('#0b6e6e', ['#ffffff'], 4.5)).toBe('#0b6e6e'))
  it('refuses what is not a colour', () => expect(() => mix('#12', '#ffffff', 0.5)).toThrow(RangeError))
})
