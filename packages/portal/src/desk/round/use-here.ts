import { shallowRef } from 'vue'

export type Here =
  | { state: 'asked' }
  | { state: 'finding' }
  | { state: 'here'; point: { lng: number; lat: number; accuracy: number } }
  | { state: 'unknown' }

const PATIENCE_MS = 8_000

/** Where this phone is. Refused or not found is an answer, not an error: then the officer's own area stands in. */
export function useHere(geolocation: Geolocation | undefined) {
  const here = shallowRef<Here>({ state: 'asked' })
  return {
    here,
    find(): Promise<Here> {
      here.value = { state: 'finding' }
      return new Promise((resolve) => {
        const say = (found: Here) => {
          here.value = found
          resolve(found)
        }
        if (!geolocation) return say({ state: 'unknown' })
        geolocation.getCurrentPosition(
          ({ coords: { longitude, latitude, accuracy } }) =>
            say({ state: 'here', point: { lng: longitude, lat: latitude, accuracy: Math.round(accuracy) } }),
          () => say({ state: 'unknown' }),
          { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
        )
      })
    },
  }
}
