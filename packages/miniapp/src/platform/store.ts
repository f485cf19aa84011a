import Taro from '@tarojs/taro'
import type { DraftStore } from '@civicgrid/kit'

/** What is kept on the phone as text. A full phone keeps nothing new, and the program goes on. */
export const kept: DraftStore = {
  get(key) {
    const value: unknown = Taro.getStorageSync(key)
    return typeof value === 'string' && value !== '' ? value : null
  },
  set: (key, value) => Taro.setStorageSync(key, value),
  remove: (key) => Taro.removeStorageSync(key),
}
