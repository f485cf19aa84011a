import Taro from '@tarojs/taro'
import { shallowRef } from 'vue'

type Answer = Parameters<Taro.onNeedPrivacyAuthorization.Listener>[0]

/** WeChat looks whether the button of this name was really tapped. */
export const AGREE_BUTTON = 'cg-agree'

/** Private calls that wait for a yes or a no. */
const waiting = shallowRef<readonly Answer[]>([])

export const privacy = {
  asked: (): boolean => waiting.value.length > 0,
  agree: (): void => answer({ event: 'agree', buttonId: AGREE_BUTTON }),
  refuse: (): void => answer({ event: 'disagree' }),
}

function answer(said: Taro.onNeedPrivacyAuthorization.ResolveOption): void {
  const all = waiting.value
  waiting.value = []
  for (const each of all) each(said)
}

/**
 * Once, when the program starts: before its first private call WeChat lets us say in words of our own what for; every call
 * waits until somebody has answered. An older WeChat asks by itself.
 */
export function watchPrivacy(): void {
  if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  Taro.onNeedPrivacyAuthorization((resolve) => {
    resolve({ event: 'exposureAuthorization' })
    waiting.value = [...waiting.value, resolve]
  })
}
