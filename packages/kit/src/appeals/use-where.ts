import type { CityProfile, ResidentCivic } from '@civicgrid/sdk'
import { computed, ref, shallowRef } from 'vue'
import type { Tell } from '../i18n/tell.ts'
import type { Locale } from '../i18n/translate.ts'
import type { ChosenPlace } from './form.ts'

export type Point = Pick<ChosenPlace, 'lng' | 'lat' | 'crs'>

/** A named place this near gives the point its words; metres. */
const NEAR = 600
/** Areas that residents call by their names, whatever the city calls the level; a grid is a number. */
const TOLD: readonly string[] = ['county', 'township', 'community']

/** What a face brings: its words, and the city's profile, asked for once. */
export interface WhereParts {
  city: Pick<ResidentCivic['city'], 'locate'>
  profile(): Promise<CityProfile>
  tell: Pick<Tell, 't' | 'local'>
  locale(): Locale
}

/** Where the pin is, and what residents call that place. */
export function useWhere({ city, profile, tell, locale }: WhereParts, from: ChosenPlace | null) {
  const point = shallowRef<Point | null>(from && { lng: from.lng, lat: from.lat, crs: from.crs })
  const accuracy = ref<number | null>(from?.accuracy ?? null)
  const outside = ref(false)
  const told = shallowRef<{ label: string; area: string } | null>(from)
  let asked = 0

  /** @param label what it was found by, when it was found by words */
  async function set({ lng, lat, crs }: Point, within: number | null = null, label?: string): Promise<void> {
    const mine = ++asked
    point.value = { lng, lat, crs }
    accuracy.value = within
    outside.value = false
    told.value = null
    try {
      const [{ areaPath, line, near }, { levels }] = await Promise.all([
        city.locate({ lng, lat, crs: crs ?? 'WGS-84' }),
        profile(),
      ])
      if (mine !== asked) return
      outside.value = areaPath === null
      const known = line.filter(({ level }) => levels.some(({ code, role }) => code === level && TOLD.includes(role)))
      const names = known.map(({ name }) => tell.local(name))
      const between = locale() === 'en' ? ', ' : ''
      const nearby = near && near.metres <= NEAR ? tell.t('place.nearby', { area: tell.local(near.name) }) : null
      const words = label ?? nearby ?? names.slice(-2).join(between)
      told.value = { label: words, area: names.join(between || ' ') }
    } catch {
      // Without an answer the place still counts: the server looks again when the appeal is sent.
      if (mine === asked) told.value = { label: label ?? `${lng.toFixed(4)}, ${lat.toFixed(4)}`, area: '' }
    }
  }

  return {
    point,
    accuracy,
    outside,
    set,
    clear() {
      asked++
      point.value = null
      told.value = null
      outside.value = false
    },
    /** What is chosen, once it is known to lie in the city. */
    place: computed<ChosenPlace | null>(() =>
      point.value && told.value && !outside.value ? { ...point.value, accuracy: accuracy.value, ...told.value } : null,
    ),
  }
}
