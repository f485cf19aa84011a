import type { LocalText, Locale } from '@civicgrid/kit'

/** What the program knows of its city before it has asked anybody: written into it when it is built for the city. */
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
  /** Templates of the messages that WeChat asks for; null where the city sends none. */
  messages: { answered: string } | null
  /** What is asked most: the quick starts on the home page. */
  often: { name: LocalText; category: string }[]
  /** Of the bar above each page, as its background. */
  bar: { light: string; dark: string }
  /** Where the service is. */
  server: string
}

declare const CIVIC_CITY: CityBoot

/** The city of this program. */
export const city: CityBoot = CIVIC_CITY
