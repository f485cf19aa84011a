import { useWhere, type ChosenPlace } from '@civicgrid/kit/appeals'
import type { CityPlace } from '@civicgrid/sdk'
import Taro from '@tarojs/taro'
import { ref } from 'vue'
import { city } from '../../platform/boot.ts'
import { civic } from '../../platform/civic.ts'
import { useAllowed } from '../../platform/use-allowed.ts'
import { profile } from '../shared/catalogue.ts'
import { local, locale, t } from '../shared/words.ts'

/** The ways to a place: WeChat's map, where this phone is, the code on a door; each may be refused, and none is needed. */
export function usePlaces(from: ChosenPlace | null, choose: (place: ChosenPlace) => void) {
  const location = useAllowed('scope.userLocation')
  const camera = useAllowed('scope.camera')
  const where = useWhere({ city: civic.city, profile, tell: { t, local }, locale: () => locale.value }, from)
  const notice = ref<string | null>(null)
  const locating = ref(false)

  /** Chinese maps give GCJ-02: the place says so wherever it goes. */
  async function to(point: { lng: number; lat: number }, accuracy: number | null, label?: string): Promise<void> {
    await where.set({ ...point, crs: 'GCJ-02' }, accuracy, label)
  }
  function take(outside: string): void {
    if (where.outside.value) notice.value = outside
    else if (where.place.value) choose(where.place.value)
  }

  async function onMap(): Promise<void> {
    notice.value = null
    const chosen = await location.ask(() => Taro.chooseLocation({}))
    if (!chosen) return
    const { longitude, latitude, name, address } = chosen
    await to({ lng: Number(longitude), lat: Number(latitude) }, null, name || address || undefined)
    take(t('PLACE_OUTSIDE_CITY'))
  }
  async function here(): Promise<void> {
    notice.value = null
    locating.value = true
    try {
      const found = await location.ask(() => Taro.getLocation({ type: 'gcj02', isHighAccuracy: true }))
      if (!found) return
      await to({ lng: found.longitude, lat: found.latitude }, Math.round(found.accuracy))
      take(t('mini.locateFar', { city: local(city.name) }))
    } catch {
      // No satellite, or location is switched off on the phone.
      notice.value = t('mini.locateFailed')
    } finally {
      locating.value = false
    }
  }
  /** What hangs on the door is the place of the problem, exactly. */
  function atDoor({ lng, lat, name, address }: CityPlace): ChosenPlace {
    notice.value = null
    return { lng, lat, accuracy: null, label: local(name), area: local(address) }
  }
  /** @param text of a code, or a number as it was typed @returns the door; null where the city has none, which is said */
  async function door(text: string): Promise<ChosenPlace | null> {
    notice.value = null
    const place = await civic.city.plate(text.slice(0, 500))
    if (place) return atDoor(place)
    notice.value = t('place.plateUnknown')
    return null
  }
  async function scan(): Promise<ChosenPlace | null> {
    const read = await camera.ask(() => Taro.scanCode({ scanType: ['qrCode'] }))
    return read ? door(read.result) : null
  }
  return { location, camera, notice, locating, onMap, here, door, scan }
}
