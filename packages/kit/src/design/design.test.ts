import { describe, expect, it } from 'vitest'
import { contrast, mix, readable, type Hex } from './colour.ts'
import { tokensToCss } from './css.ts'
import { coloursOf, highContrastDark, highContrastLight, type CityTheme, type Colours, type Palette } from './tokens.ts'

const light: Palette = {
  brand: '#0b6e6e',
  onBrand: '#ffffff',
  accent: '#e0637f',
  background: '#f4f6f7',
  surface: '#ffffff',
  text: '#17212b',
  muted: '#5d6873',
  border: '#e3e7ea',
  danger: '#cc2f26',
  success: '#1b8a4b',
}
const dark: Palette = {
  ...light,
  brand: '#4fc4c0',
  onBrand: '#0b1014',
  background: '#0f1418',
  surface: '#191f25',
  text: '#eef2f5',
  muted: '#9ca8b3',
  border: '#2d363e',
  danger: '#ff8d83',
  success: '#5fcf8f',
}

/** A city that chose well, and cities that chose what nobody could read. */
const THEMES: { of: string; theme: CityTheme }[] = [
  { of: 'a calm city', theme: { light, dark, radius: 16 } },
  {
    of: 'yellow on white',
    theme: {
      light: { ...light, brand: '#ffcc00', muted: '#c0c8cf', success: '#aaffaa' },
      dark: { ...dark, brand: '#333300', muted: '#404850' },
      radius: 0,
    },
  },
  {
    of: 'a dark brand in the dark',
    theme: {
      light: { ...light, brand: '#101020' },
      dark: { ...dark, brand: '#101020', onBrand: '#ffffff', danger: '#660000' },
      radius: 24,
    },
  },
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
  const modes = THEMES.flatMap(({ of, theme }) => {
    const day = coloursOf(theme.light, 'light')
    const night = coloursOf(theme.dark, 'dark')
    return [
      { of, mode: 'light', colours: day },
      { of, mode: 'dark', colours: night },
      { of, mode: 'high contrast light', colours: { ...day, ...highContrastLight } },
      { of, mode: 'high contrast dark', colours: { ...night, ...highContrastDark } },
    ]
  })
  it.each(modes)('every text reads at 4.5:1 or better: $of, $mode', ({ colours }) => {
    const poor = textPairs(colours).filter(([, ink, ground]) => contrast(ink, ground) < 4.5)
    expect(poor).toEqual([])
  })
  it.each(modes)('edges of controls show at 3:1: $of, $mode', ({ colours }) => {
    expect(contrast(colours.edge, colours.card)).toBeGreaterThanOrEqual(3)
  })
  it('the CSS has every colour once a mode and the elder size', () => {
    const css = tokensToCss({ light, dark, radius: 16 })
    expect(css).toContain('--cg-brand-ink:#')
    expect(css).toContain('[data-theme=dark]{')
    expect(css).toContain('--cg-radius-control:12px')
    expect(css).toContain('[data-elder]{--cg-target:60px')
  })
})

describe('colour', () => {
  it('black on white is 21:1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5))
  it('mixes by share', () => expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080'))
  it('leaves a colour that reads already', () => expect(readable('#0b6e6e', ['#ffffff'], 4.5)).toBe('#0b6e6e'))
  it('refuses what is not a colour', () => expect(() => mix('#12', '#ffffff', 0.5)).toThrow(RangeError))
})
