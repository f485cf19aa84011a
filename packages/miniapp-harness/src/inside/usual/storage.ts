import { settle, type Answering, type Option } from '../wx.ts'

/** WeChat takes so much under one key. */
const MOST_OF_ONE = 1024 * 1024

const weight = (value: unknown) => new TextEncoder().encode(JSON.stringify(value) ?? '').length

/** The program's storage, with WeChat's limits and its words for what is too much. */
export function storageAnswers(storage: Map<string, unknown>, limit: number): Record<string, Answering> {
  const used = (but?: string) =>
    [...storage].filter(([key]) => key !== but).reduce((sum, [key, value]) => sum + key.length + weight(value), 0)
  const set = (key: string, value: unknown) => {
    const bytes = weight(value)
    if (bytes > MOST_OF_ONE) throw new Error(`exceed storage item max length ${MOST_OF_ONE}`)
    if (used(key) + bytes > limit) throw new Error('exceed storage max size 10Mb')
    storage.set(key, JSON.parse(JSON.stringify(value ?? '')))
  }
  const get = (key: string) => {
    if (!storage.has(key)) throw new Error('data not found')
    return storage.get(key)
  }
  const info = () => ({ keys: [...storage.keys()], currentSize: Math.ceil(used() / 1024), limitSize: limit / 1024 })
  const later =
    (name: string, work: (option: Option) => object | void): Answering =>
    (given) => {
      const option = (given ?? {}) as Option
      try {
        settle(name, option, { success: { ...work(option) } })
      } catch (error) {
        settle(name, option, { fail: `${name}:fail ${(error as Error).message}` })
      }
    }
  return {
    getStorageSync: (key) => storage.get(String(key)) ?? '',
    setStorageSync(key, value) {
      try {
        set(String(key), value)
      } catch (error) {
        throw new Error(`setStorageSync:fail ${(error as Error).message}`, { cause: error })
      }
    },
    removeStorageSync: (key) => void storage.delete(String(key)),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
    getStorage: later('getStorage', ({ key }) => ({ data: get(String(key)) })),
    setStorage: later('setStorage', ({ key, data }) => set(String(key), data)),
    removeStorage: later('removeStorage', ({ key }) => void storage.delete(String(key))),
    clearStorage: later('clearStorage', () => storage.clear()),
    getStorageInfo: later('getStorageInfo', info),
  }
}
