import { computed, ref, shallowRef } from 'vue'
import { civic } from '../../platform/civic.ts'
import { local, t } from '../../platform/words.ts'
import type { ChosenPlace } from './form.ts'

interface Point {
  lng: number
  lat: number
}

/** A named place this near gives the point its words; metres. */
const NEAR = 600
/** How many areas below the city are told, and the community besides. */
const TOLD = 2

/** Where the pin is, and what residents call that place. */
export function useWhere(from: ChosenPlace | null) {
  const point = shallowRef<Point | null>(from && { lng: from.lng, lat: from.lat })
  const accuracy = ref<number | null>(from?.accuracy ?? null)
  const outside = ref(false)
  const told = shallowRef<{ label: string; area: string } | null>(from)
  let asked = 0

  /** @param label what it was found by, when it was found by words */
  async function set(to: Point, within: number | null = null, label?: string): Promise<void> {
    const mine = ++asked
    point.value = { lng: to.lng, lat: to.lat }
    accuracy.value = within
    outside.value = false
    told.value = null
    try {
      const { areaPath, line, near } = await civic.city.locate({ lng: to.lng, lat: to.lat, crs: 'WGS-84' })
      if (mine !== asked) return
      outside.value = areaPath === null
      const areas = line.map(({ name }) => local(name))
      const area = areas
        .slice(1, 1 + TOLD)
        .concat(areas.slice(3, 4))
        .join(' ')
      const words =
        label ??
        (near && near.metres <= NEAR
          ? t('place.nearby', { area: local(near.name) })
          : areas.slice(2, 4).join('') || area)
      told.value = { label: words, area }
    } catch {
      // Without an answer the place still counts: the server looks again when the appeal is sent.
      if (mine === asked) told.value = { label: label ?? `${to.lng.toFixed(4)}, ${to.lat.toFixed(4)}`, area: '' }
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
