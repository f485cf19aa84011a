import type { LocalText, Locale } from '@civicgrid/kit'

/** What a page knows of its city before it has asked anybody: written into the HTML when the portal is built for the city. */
export interface CityBoot {
  code: string
  name: LocalText
  serviceName: LocalText
  /** Minutes east of UTC. */
  utcOffsetMinutes: number
  locales: Locale[]
  defaultLocale: Locale
  hotline: { number: string; name: LocalText; hours: LocalText }
  emergency: { number: string; name: LocalText; when: LocalText }[]
  /** Minutes of the city's day; null where the city says nothing. */
  night: { from: number; until: number } | null
  /** What the city allows of acting for another; null: nothing. */
  authorities: { maxDays: number; paper: boolean } | null
  /** Doors have plates with a code (扫楼栋码). */
  plates: boolean
  /** What is asked most, each with a template: the quick starts on the home page. */
  often: { name: LocalText; category: string }[]
}

let boot: CityBoot | undefined

/** Id of the element that holds the JSON. */
export const BOOT_ID = 'civic-city'

export function setCity(city: CityBoot): void {
  boot = city
}

/** The city of this page. */
export function city(): CityBoot {
  boot ??= JSON.parse(document.getElementById(BOOT_ID)?.textContent ?? 'null') as CityBoot
  return boot
}
