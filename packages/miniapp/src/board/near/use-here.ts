import Taro from '@tarojs/taro'
import { ref, shallowRef } from 'vue'
import { useAllowed } from '../../platform/use-allowed.ts'
import { t } from '../shared/words.ts'

/** Where to look around, as WeChat tells places: in GCJ-02. */
export interface Here {
  lng: number
  lat: number
  /** Nothing where it is where the phone is. */
  label: string
}

/** Where the phone is, or a place that somebody chose; and what became of a refusal. */
export function useHere(onFound: () => unknown) {
  const here = shallowRef<Here | null>(null)
  const allowed = useAllowed('scope.userLocation')
  const notice = ref<string | null>(null)

  async function look(
    found: Taro.chooseLocation.SuccessCallbackResult | Taro.getLocation.SuccessCallbackResult | null,
  ) {
    if (!found) return
    const label = 'name' in found ? found.name || found.address : ''
    here.value = { lng: Number(found.longitude), lat: Number(found.latitude), label }
    await onFound()
  }
  async function locate(): Promise<void> {
    notice.value = null
    try {
      await look(await allowed.ask(() => Taro.getLocation({ type: 'gcj02' })))
    } catch {
      // No satellite, or location is switched off on the phone.
      notice.value = t('mini.nearFailed')
    }
  }
  async function pick(): Promise<void> {
    notice.value = null
    await look(await allowed.ask(() => Taro.chooseLocation({})))
  }
  return { here, allowed, notice, locate, pick }
}
