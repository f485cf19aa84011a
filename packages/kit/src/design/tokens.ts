import { mix, readable, type Hex } from './colour.ts'

/** The colours a city names for one mode (`theme.light`, `theme.dark` of its city.json). */
export interface Palette {
  brand: Hex
  onBrand: Hex
  accent: Hex
  background: Hex
  surface: Hex
  text: Hex
  muted: Hex
  border: Hex
  danger: Hex
  success: Hex
}

/** What a city says of its looks; every other colour follows from it. */
export interface CityTheme {
  light: Palette
  dark: Palette
  /** Corner radius of a card, px. */
  radius: number
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
  /** Water on a map is blue in every city. */
  mapWater: Hex
}

/** Text sizes in rem, so that elder mode and a resident's own text size scale them all. */
export const TYPE = { small: 0.8125, note: 0.875, body: 1, lead: 1.125, title: 1.3125, head: 1.625, hero: 2 } as const

/** Spaces in px: they stay when the letters grow, so that a 320 px phone keeps its width for words. */
export const SPACE = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 28, 7: 40 } as const

/** Corners by what they hold, as shares of the city's own radius. */
export const RADIUS = { small: 0.5, control: 0.75, card: 1, sheet: 1.35 } as const

const WARN: Record<'light' | 'dark', Hex> = { light: '#b25e00', dark: '#f2b45c' }

/**
 * Every colour of one mode from the ten that the city names.
 * A text colour that would not read at 4.5:1 on its grounds is moved until it does, so no city can make a page unreadable.
 */
export function coloursOf(palette: Palette, mode: 'light' | 'dark'): Colours {
  const dark = mode === 'dark'
  const { background: page, surface: card, text: ink } = palette
  const raised = dark ? mix(card, '#ffffff', 0.05) : card
  const sunken = dark ? mix(page, '#000000', 0.15) : mix(page, palette.text, 0.02)
  const grounds = [card, page, raised, sunken]
  const soft = (colour: Hex, share: number) => mix(colour, card, share)
  const read = (colour: Hex, on: readonly Hex[]) => readable(colour, on, 4.6)
  const brandSoft = soft(palette.brand, dark ? 0.8 : 0.9)
  const brand = readable(palette.brand, [palette.onBrand], 4.6)
  const goodSoft = soft(palette.success, dark ? 0.82 : 0.9)
  const warnSoft = soft(WARN[mode], dark ? 0.82 : 0.88)
  const badSoft = soft(palette.danger, dark ? 0.82 : 0.9)
  const sky: Hex = dark ? mix(page, '#000000', 0.2) : '#ffffff'
  return {
    page,
    card,
    raised,
    sunken,
    line: palette.border,
    edge: readable(palette.muted, [card, page], 3.1),
    ink: read(ink, grounds),
    ink2: read(mix(palette.muted, ink, 0.4), [...grounds, brandSoft]),
    ink3: read(palette.muted, grounds),
    brand,
    onBrand: palette.onBrand,
    brandInk: read(palette.brand, [...grounds, brandSoft]),
    brandSoft,
    accent: palette.accent,
    accentSoft: soft(palette.accent, dark ? 0.8 : 0.86),
    good: read(palette.success, [goodSoft, card, page]),
    goodSoft,
    warn: read(WARN[mode], [warnSoft, card, page]),
    warnSoft,
    bad: read(palette.danger, [badSoft, card, page]),
    badSoft,
    skyTop: mix(palette.brand, sky, dark ? 0.78 : 0.86),
    skyLow: mix(palette.accent, sky, dark ? 0.84 : 0.9),
    hillFar: mix(palette.accent, sky, dark ? 0.66 : 0.7),
    hillNear: mix(palette.accent, sky, dark ? 0.5 : 0.46),
    water: mix(palette.accent, sky, dark ? 0.82 : 0.84),
    mapWater: dark ? '#23475a' : '#b9d9e9',
  }
}

/** Laid over light or dark: what is quiet there becomes plain (`prefers-contrast: more`, or asked for in settings). */
export const highContrastLight = {
  line: '#5d6873',
  edge: '#17212b',
  ink: '#000000',
  ink2: '#17212b',
  ink3: '#26313b',
  page: '#ffffff',
} as const satisfies Partial<Colours>
export const highContrastDark = {
  line: '#9ca8b3',
  edge: '#eef2f5',
  ink: '#ffffff',
  ink2: '#f4f7f9',
  ink3: '#dbe2e8',
  page: '#000000',
  card: '#0b0f12',
} as const satisfies Partial<Colours>
