import { contrast, mix, readable, type Hex } from './colour.ts'

/** What a city says about its looks (`cities/<city>`): two colours; everything else follows. */
export interface Brand {
  /** Actions, links, the current step. */
  brand: Hex
  /** The second colour of the city's picture: its flower, its roofs. */
  accent: Hex
}

/** A colour for every purpose; the name says what it is for, never what it looks like. */
export interface Colours {
  page: Hex
  card: Hex
  raised: Hex
  sunken: Hex
  line: Hex
  edge: Hex
  ink: Hex
  ink2: Hex
  ink3: Hex
  brand: Hex
  onBrand: Hex
  brandInk: Hex
  brandSoft: Hex
  accent: Hex
  accentSoft: Hex
  good: Hex
  goodSoft: Hex
  warn: Hex
  warnSoft: Hex
  bad: Hex
  badSoft: Hex
  skyTop: Hex
  skyLow: Hex
  hillFar: Hex
  hillNear: Hex
  water: Hex
}

/** Text sizes in rem, so that elder mode and a resident's own text size scale them all. */
export const TYPE = { small: 0.8125, note: 0.875, body: 1, lead: 1.125, title: 1.3125, head: 1.625, hero: 2 } as const

/** Spaces in px: they stay when the letters grow, so that a 320 px phone keeps its width for words. */
export const SPACE = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 28, 7: 40 } as const

export const RADIUS = { small: 8, control: 12, card: 18, sheet: 24, round: 999 } as const

/** What one root em is, px. Elder: main text at least 18 px (适老化), and room to make it larger. */
export const ROOT_PX = { normal: 16, elder: 21, elderMost: 30 } as const

/** The least side of anything that is tapped, px (适老化: 60 in elder mode, 44 elsewhere). */
export const TARGET_PX = { normal: 44, elder: 60 } as const

export function lightColours({ brand, accent }: Brand): Colours {
  const page: Hex = '#f4f6f7'
  const card: Hex = '#ffffff'
  const brandSoft = mix(brand, card, 0.9)
  const solid = readable(brand, [card], 4.6)
  return {
    page,
    card,
    raised: '#ffffff',
    sunken: '#eef1f3',
    line: '#e3e7ea',
    edge: '#858f98',
    ink: '#17212b',
    ink2: '#46525e',
    ink3: '#5d6873',
    brand: solid,
    onBrand: '#ffffff',
    brandInk: readable(brand, [card, page, brandSoft], 4.6),
    brandSoft,
    accent,
    accentSoft: mix(accent, card, 0.86),
    good: readable('#1b8a4b', ['#e6f5ec', card, page], 4.6),
    goodSoft: '#e6f5ec',
    warn: readable('#b25e00', ['#fdf1e0', card, page], 4.6),
    warnSoft: '#fdf1e0',
    bad: readable('#cc2f26', ['#fdecea', card, page], 4.6),
    badSoft: '#fdecea',
    skyTop: mix(brand, '#ffffff', 0.72),
    skyLow: mix(accent, '#ffffff', 0.82),
    hillFar: mix(brand, '#ffffff', 0.58),
    hillNear: mix(brand, '#ffffff', 0.36),
    water: mix(brand, '#ffffff', 0.8),
  }
}

export function darkColours({ brand, accent }: Brand): Colours {
  const page: Hex = '#0f1418'
  const card: Hex = '#191f25'
  const raised: Hex = '#222a31'
  const brandSoft = mix(brand, card, 0.76)
  const ink = readable(brand, [card, page, raised, brandSoft], 4.6)
  return {
    page,
    card,
    raised,
    sunken: '#12181d',
    line: '#2d363e',
    edge: '#76828d',
    ink: '#eef2f5',
    ink2: '#bcc6cf',
    ink3: '#9ca8b3',
    brand: ink,
    onBrand: contrast('#0b1014', ink) >= 4.5 ? '#0b1014' : '#000000',
    brandInk: ink,
    brandSoft,
    accent: mix(accent, '#000000', 0.1),
    accentSoft: mix(accent, card, 0.8),
    good: '#5fcf8f',
    goodSoft: '#17301f',
    warn: '#f2b45c',
    warnSoft: '#372813',
    bad: '#ff8d83',
    badSoft: '#3b1c1a',
    skyTop: mix(brand, '#0b1117', 0.78),
    skyLow: mix(accent, '#12181f', 0.8),
    hillFar: mix(brand, '#0b1117', 0.66),
    hillNear: mix(brand, '#0b1117', 0.5),
    water: mix(brand, '#0b1117', 0.84),
  }
}

/** Laid over light or dark: what is quiet there becomes plain (`prefers-contrast: more`, or asked for in settings). */
export const highContrastLight = { line: '#5d6873', edge: '#17212b', ink: '#000000', ink2: '#17212b', ink3: '#26313b', page: '#ffffff' } as const satisfies Partial<Colours>
export const highContrastDark = { line: '#9ca8b3', edge: '#eef2f5', ink: '#ffffff', ink2: '#f4f7f9', ink3: '#dbe2e8', page: '#000000', card: '#0b0f12' } as const satisfies Partial<Colours>
