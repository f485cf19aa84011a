import type { PairStore } from '../session/pair-session.ts'
import type { SessionPair } from '../wire/access.ts'

/** What is kept on the phone: `wx.setStorageSync` and the others. */
export interface MiniStorage {
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: unknown): void
  removeStorageSync(key: string): void
}

const isPair = (kept: unknown): kept is SessionPair =>
  typeof kept === 'object' && kept !== null && 'access' in kept && 'refresh' in kept && 'expiresAt' in kept

/** Keeps a session's pair in the program's storage. A full one keeps it as long as the program runs. */
export function storedPair(platform: MiniStorage, key: string): PairStore {
  let held: SessionPair | null | undefined
  return {
    read() {
      if (held === undefined) {
        const kept = platform.getStorageSync(key)
        held = isPair(kept) ? kept : null
      }
      return Promise.resolve(held)
    },
    write(pair) {
      held = pair
      try {
        if (pair) platform.setStorageSync(key, pair)
        else platform.removeStorageSync(key)
      } catch {
        // A full phone: who comes back signs in again, which WeChat does without a question.
      }
      return Promise.resolve()
    },
  }
}
