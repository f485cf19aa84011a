import Taro from '@tarojs/taro'
import type { Seen, SeenStore } from '@civicgrid/kit'
import { holder } from './account.ts'

/** What was seen last, for when nobody is reached. All of it can be fetched again: it gives way to anything else. */
const BEGIN = 'civic-seen/'
/** Names, the one that was kept longest ago first. */
const ORDER = 'civic-seen'
const MOST = 24
/** Characters of JSON: a list of appeals takes some 30,000. */
const LONGEST = 250_000

function order(): string[] {
  const names: unknown = Taro.getStorageSync(ORDER)
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : []
}
function without(names: readonly string[]): void {
  for (const name of names) Taro.removeStorageSync(BEGIN + name)
}

/** Nothing of it stays: room is needed, or whoever saw it has been signed out. */
export function forgetSeen(): void {
  without(order())
  Taro.removeStorageSync(ORDER)
}

export const seen: SeenStore = {
  get<T>(name: string) {
    const text: unknown = Taro.getStorageSync(BEGIN + name)
    try {
      return typeof text === 'string' && text !== '' ? (JSON.parse(text) as Seen<T>) : null
    } catch {
      return null
    }
  },
  put(name, value) {
    const text = JSON.stringify(value)
    if (text.length > LONGEST) return
    try {
      const names = [...order().filter((each) => each !== name), name]
      without(names.splice(0, Math.max(0, names.length - MOST)))
      Taro.setStorageSync(BEGIN + name, text)
      Taro.setStorageSync(ORDER, names)
    } catch {
      forgetSeen()
    }
  },
  forget(name) {
    without([name])
  },
}

/** Under which name something of one's own is kept; null while nobody is known. */
export const ownName = (name: string) => (): string | null => {
  const account = holder()?.account
  return account === undefined ? null : `${account}/${name}`
}
