import Taro from '@tarojs/taro'
import { ref } from 'vue'
import { whyNot, type Refusal } from './refused.ts'

/** What WeChat's settings let somebody allow again. */
export type Scope = 'scope.userLocation' | 'scope.camera' | 'scope.record'

/** Something of the phone's own that may be refused, and allowed later. */
export function useAllowed(scope: Scope) {
  const refused = ref<Refusal | null>(null)

  /**
   * @returns what was asked for; null where it was refused (`refused` says how) or nothing was chosen
   * @throws whatever else went wrong
   */
  async function ask<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const given = await work()
      refused.value = null
      return given
    } catch (error) {
      refuse(error)
      return null
    }
  }
  function refuse(error: unknown): void {
    const why = whyNot(error)
    // Who closed WeChat's layer has chosen nothing, and needs no word about it.
    refused.value = why === 'closed' ? null : why
  }
  /** Where a refusal is taken back: in WeChat's settings, or in the phone's own. The next tap asks again. */
  async function allow(): Promise<void> {
    if (refused.value === 'phone') {
      await Taro.openAppAuthorizeSetting({})
      refused.value = null
      return
    }
    const { authSetting } = await Taro.openSetting()
    if (authSetting[scope] !== false) refused.value = null
  }
  return { refused, ask, refuse, allow }
}
export type Allowed = ReturnType<typeof useAllowed>
