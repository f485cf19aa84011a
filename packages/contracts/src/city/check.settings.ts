import type { City, CityProblem } from './city.schema.ts'
import { codesAt, sayTwice, saying } from './report.ts'

function luminance(colour: string): number {
  const channel = (at: number) => {
    const v = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** WCAG 2.2 contrast ratio of two colours such as `#0b6e4f`, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** What is read on what; 适老化 and WCAG AA ask for 4.5 : 1. */
const READ_ON = [
  ['text', 'background'],
  ['text', 'surface'],
  ['muted', 'background'],
  ['muted', 'surface'],
  ['brand', 'background'],
  ['brand', 'surface'],
  ['onBrand', 'brand'],
  ['danger', 'surface'],
  ['success', 'surface'],
] as const

/** What `city.json` says against itself, and its places. */
export function checkSettings(city: City): CityProblem[] {
  const problems: CityProblem[] = []
  const say = saying('city.json', problems)
  const { settings } = city

  if (!settings.locales.includes(settings.defaultLocale)) {
    say('defaultLocale', `${settings.defaultLocale} is not among the locales`)
  }
  for (const mode of ['light', 'dark'] as const) {
    const palette = settings.theme[mode]
    for (const [front, back] of READ_ON) {
      const ratio = contrast(palette[front], palette[back])
      if (ratio < 4.5) {
        say(
          `theme.${mode}.${front}`,
          `${palette[front]} on ${back} ${palette[back]} has a contrast of ${ratio.toFixed(2)}, and needs 4.5`,
        )
      }
    }
  }
  const { workingHours, overrides } = settings.calendar
  workingHours.forEach(([from, to], i) => {
    if (from >= to) say(`calendar.workingHours[${i}]`, 'ends before it begins')
    const before = workingHours[i - 1]
    if (before && before[1] > from) say(`calendar.workingHours[${i}]`, 'begins before the one above it ends')
  })
  const open = new Set(overrides?.workdays)
  overrides?.holidays.forEach((day, i) => {
    if (open.has(day)) say(`calendar.overrides.holidays[${i}]`, `${day} is both a holiday and a workday`)
  })
  const [west, south, east, north] = settings.map.bounds
  const [lng, lat] = settings.map.centre
  if (lng < west || lng > east || lat < south || lat > north) say('map.centre', 'lies outside map.bounds')
  sayTwice(
    settings.emergency.map((row, i) => ({ code: row.number, at: `emergency[${i}]` })),
    say,
  )
  sayTwice(codesAt(city.places), saying('places.json', problems))
  sayTwice(
    city.places.flatMap(({ plate }, i) => (plate === undefined ? [] : [{ code: plate, at: `[${i}].plate` }])),
    saying('places.json', problems),
  )
  return problems
}
