import type { KeptStore } from '../outbox/kept.ts'
import type { Occasions } from '../outbox/wake.ts'
import { filesOver, type MiniFiles } from './files.ts'
import { quiet } from './quiet.ts'
import type { MiniStorage } from './store.ts'

/** Storage that can tell what is in it: `wx.getStorageInfoSync`. */
export interface MiniRows extends MiniStorage {
  getStorageInfoSync(): { keys: string[] }
}

const pathOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string' ? value.path : null

/**
 * What an outbox keeps, in a mini-program: rows in its storage, files where it may write. A row that names a file
 * (`{ path }`) owns it: the file is copied there unless it lies there already, and goes with the row.
 * @param name what the rows' names begin with, so that nothing else of the program is touched
 * @param makeRoom is asked once before a full storage is believed: what can be fetched again goes first
 */
export function keptOver(platform: MiniRows & MiniFiles, name: string, makeRoom?: () => void): KeptStore {
  const files = filesOver(platform)
  const begin = `${name}/`
  const read = (row: string): unknown => {
    const value = platform.getStorageSync(begin + row)
    return value === '' ? undefined : value
  }
  function write(row: string, value: unknown): void {
    try {
      platform.setStorageSync(begin + row, value)
    } catch (error) {
      if (!makeRoom) throw error
      makeRoom()
      platform.setStorageSync(begin + row, value)
    }
  }
  const under = (prefix: string) =>
    platform
      .getStorageInfoSync()
      .keys.filter((key) => key.startsWith(begin + prefix))
      .map((key) => key.slice(begin.length))
      .sort()
  const forget = async (row: string) => {
    const path = pathOf(read(row))
    platform.removeStorageSync(begin + row)
    if (path !== null) await files.drop(path)
  }

  return {
    durable: true,
    // A program is open once on a phone, and nothing comes between two lines of it.
    sole: true,
    get: <T>(row: string) => Promise.resolve(read(row) as T | undefined),
    list: <T>(prefix: string) => Promise.resolve(under(prefix).map((row) => read(row) as T)),
    async put(added) {
      const made: string[] = []
      const before: [string, unknown][] = []
      try {
        const rows: [string, unknown][] = []
        for (const row of Object.keys(added)) {
          const path = pathOf(added[row])
          const kept = path === null ? null : await files.keep(path)
          if (kept !== null && kept !== path) made.push(kept)
          rows.push([row, kept === null ? added[row] : { path: kept }])
        }
        for (const [row, value] of rows) {
          const old = read(row)
          write(row, value)
          before.push([row, old])
        }
      } catch (error) {
        for (const [row, old] of before)
          if (old === undefined) platform.removeStorageSync(begin + row)
          else platform.setStorageSync(begin + row, old)
        for (const path of made) await files.drop(path)
        throw error
      }
    },
    async change<T>(row: string, to: (old: T | undefined) => T | undefined) {
      const next = to(read(row) as T | undefined)
      if (next === undefined) platform.removeStorageSync(begin + row)
      else write(row, next)
      return next
    },
    async remove(prefix) {
      for (const row of under(prefix)) await forget(row)
    },
  }
}

/** Where a mini-program hears of its network and of being looked at again. */
export interface MiniOccasions {
  onNetworkStatusChange(told: (state: { isConnected: boolean }) => void): unknown
  offNetworkStatusChange(told: (state: { isConnected: boolean }) => void): unknown
  onAppShow(told: () => void): unknown
  offAppShow(told: () => void): unknown
}

/** When an outbox in a mini-program tries again. */
export const occasionsOver =
  (platform: MiniOccasions): Occasions =>
  ({ back, seen }) => {
    const network = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) back()
    }
    const shown = () => seen()
    quiet(platform.onNetworkStatusChange(network))
    quiet(platform.onAppShow(shown))
    return () => {
      quiet(platform.offNetworkStatusChange(network))
      quiet(platform.offAppShow(shown))
    }
  }
