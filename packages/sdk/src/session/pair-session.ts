import { isCivicError } from '../errors.ts'
import type { SessionPair } from '../wire/access.ts'
import { credentialsOver, EARLY_MS, type Session } from './session.ts'

/** Where a client without cookies keeps its pair: the storage of a mini-program, a keychain, a file. */
export interface PairStore {
  read(): Promise<SessionPair | null>
  /** Null: signed out. */
  write(pair: SessionPair | null): Promise<void>
}

/**
 * A short access token and a refresh token that is replaced with each use. However many requests wait, one renewal is
 * under way; and what another page over the same store has renewed is taken from there.
 */
export const pairSession =
  ({ store }: { store: PairStore }): Session =>
  (door) => {
    let given: string | undefined
    return credentialsOver(async () => {
      const kept = await store.read()
      // A guest now may come in the next moment: the store is asked each time.
      if (!kept) return { token: null, until: 0 }
      const until = (pair: SessionPair) => Date.parse(pair.expiresAt) - EARLY_MS
      if (kept.access !== given && Date.now() < until(kept)) return { token: (given = kept.access), until: until(kept) }
      try {
        const next = await door.renew(kept.refresh)
        await store.write(next)
        return { token: (given = next.access), until: until(next) }
      } catch (error) {
        // Without an answer it may have been renewed all the same: the same token is answered the same for half a minute.
        if (!isCivicError(error) || error.code !== 'UNAUTHENTICATED') throw error
        await store.write(null)
        return { token: null, until: 0 }
      }
    })
  }
