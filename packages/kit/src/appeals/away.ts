import { distance } from '../format/measure.ts'
import type { Locale } from '../i18n/translate.ts'
import type { Tell } from '../i18n/tell.ts'

/** A place that was rounded is told no more exactly than it is. */
const ROUNDED_M = 200
const METRES_PER_DEGREE = 111_195

interface Place {
  readonly lng: number
  readonly lat: number
}

/** How far a rounded place is, in words, to hundreds of metres. @param metres null where nobody knows from where */
export function awayWords({ t }: Pick<Tell, 't'>, metres: number | null, locale: Locale): string | null {
  if (metres === null) return null
  const rough = Math.round(metres / 100) * 100
  return rough <= ROUNDED_M ? t('similar.near') : t('similar.metres', { distance: distance(rough, locale) })
}

/** Metres between two places of one city and one reference system, where the earth is flat enough. */
export function metresBetween(a: Place, b: Place): number {
  const narrow = Math.cos((b.lat * Math.PI) / 180)
  return Math.hypot((b.lng - a.lng) * narrow, b.lat - a.lat) * METRES_PER_DEGREE
}
