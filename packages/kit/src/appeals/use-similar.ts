import type { ResidentCivic, SimilarAppeal } from '@civicgrid/sdk'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { ChosenPlace } from './form.ts'

/** As much of what is being written as there is. */
export interface Written {
  text: string
  category: string | null
  place: Pick<ChosenPlace, 'lng' | 'lat' | 'crs'> | null
}

/** Milliseconds of quiet after which it is asked: nobody is disturbed in the middle of a word. */
const QUIET = 700
/** Fewer characters tell nothing. */
const TELLING = 4
/** Of a long text the beginning is asked about: more does not fit into an address. */
const MOST = 400

const isTelling = ({ text, category, place }: Written): boolean =>
  text.trim().length >= TELLING ? category !== null || place !== null : category !== null && place !== null

/**
 * What neighbours have sent that is like what is being written; asked anew when that changes. A help, never a hurdle: what
 * goes wrong is not told, and the form goes on.
 */
export function useSimilar(
  appeals: Pick<ResidentCivic['appeals'], 'similar'>,
  written: () => Written,
): Readonly<ShallowRef<readonly SimilarAppeal[]>> {
  const found = shallowRef<readonly SimilarAppeal[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function ask({ text, category, place }: Written): Promise<void> {
    const mine = new AbortController()
    asking = mine
    const point = place && { lng: place.lng, lat: place.lat, crs: place.crs ?? 'WGS-84' }
    const items = await appeals
      .similar({ text: text.trim().slice(0, MOST), category, point }, { signal: mine.signal })
      .catch(() => [])
    if (!mine.signal.aborted) found.value = items
  }
  function stop(): void {
    clearTimeout(timer)
    asking?.abort()
  }
  watch(
    () => ({ ...written() }),
    (now) => {
      stop()
      if (isTelling(now)) timer = setTimeout(() => void ask(now), QUIET)
      else found.value = []
    },
    { immediate: true, deep: true },
  )
  onScopeDispose(stop)
  return found
}
