import type { ChosenPlace } from '@civicgrid/kit/appeals'
import Taro from '@tarojs/taro'
import { ref } from 'vue'
import { whyNot } from '../../platform/refused.ts'

/** The place by WeChat's own map, in the reference system of Chinese maps. */
export function usePlace(choose: (place: ChosenPlace) => void) {
  const denied = ref(false)

  async function pick(): Promise<void> {
    try {
      const { longitude, latitude, name, address } = await Taro.chooseLocation({})
      denied.value = false
      const label = name || address
      choose({ lng: Number(longitude), lat: Number(latitude), accuracy: null, crs: 'GCJ-02', label, area: address })
    } catch (error) {
      // Who closed the map has chosen nothing, and needs no word about it.
      denied.value = whyNot(error) === 'denied'
    }
  }
  /** Where WeChat lets a refusal be taken back; the next tap asks again. */
  async function allow(): Promise<void> {
    const { authSetting } = await Taro.openSetting()
    if (authSetting['scope.userLocation'] !== false) denied.value = false
  }
  return { denied, pick, allow }
}
