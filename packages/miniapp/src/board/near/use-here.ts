import Taro from '@tarojs/taro'
import { ref, shallowRef } from 'vue'
import { whyNot } from '../../platform/refused.ts'

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
  const denied = ref(false)

  async function ask(work: () => Promise<Here>): Promise<void> {
    try {
      here.value = await work()
      denied.value = false
    } catch (error) {
      // Who closed the layer has chosen nothing, and needs no word about it.
      denied.value = whyNot(error) !== 'closed'
      return
    }
    await onFound()
  }
  return {
    here,
    denied,
    locate: () =>
      ask(async () => {
        const { longitude, latitude } = await Taro.getLocation({ type: 'gcj02' })
        return { lng: Number(longitude), lat: Number(latitude), label: '' }
      }),
    pick: () =>
      ask(async () => {
        const { longitude, latitude, name, address } = await Taro.chooseLocation({})
        return { lng: Number(longitude), lat: Number(latitude), label: name || address }
      }),
    /** Where WeChat lets a refusal be taken back; the next tap asks again. */
    async allow(): Promise<void> {
      const { authSetting } = await Taro.openSetting()
      if (authSetting['scope.userLocation'] !== false) denied.value = false
    },
  }
}
