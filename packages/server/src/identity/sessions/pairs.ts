import { createHmac, type KeyObject } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import type { Kernel, Tx } from '../../kernel/index.ts'
import { findRefresh, insertRefresh, markReplaced } from './refresh.store.ts'
import { deleteSessionOf, findSessionById, replaceToken, type SessionRow } from './session.store.ts'
import { hashToken } from './tokens.ts'

const MINUTE = 60_000
export const ACCESS_LIFE = 15 * MINUTE
export const REFRESH_LIFE = 30 * 24 * 60 * MINUTE
/** For so long the refresh token just replaced answers the same pair: an answer that was lost on its way is not a theft. */
export const REPLAY_MS = 30_000

/** What a client without cookies keeps: shown this once. */
export interface Pair {
  readonly access: string
  readonly refresh: string
  /** Epoch milliseconds: of the access token, and of the refresh token. */
  readonly expiresAt: number
  readonly endsAt: number
}

/**
 * Renews pairs. The next pair is a keyed hash of the refresh token that is shown, so that whoever shows it twice gets the
 * same pair, and the database holds nothing from which a token could be made.
 */
export function createPairs({ db, clock }: Pick<Kernel, 'db' | 'clock'>) {
  const key = db.keys.derive('session pairs')
  const next = (by: KeyObject, refresh: string) => {
    const after = (what: string) => createHmac('sha256', by).update(`${what} after ${refresh}`).digest('base64url')
    return { access: after('access'), refresh: after('refresh') }
  }
  const over = () => new CivicError('UNAUTHENTICATED', { message: 'sign in again' })

  return {
    /** @throws CivicError UNAUTHENTICATED for a token that is none, that is over, or that was used before */
    async renew(refresh: string): Promise<Pair> {
      const refreshHash = hashToken(refresh)
      if (!refreshHash) throw over()
      const pair = await db.work((tx) => renewed(tx, refresh, refreshHash))
      // Thrown out here: the end of the session must be committed.
      if (!pair) throw over()
      return pair
    },
  }

  async function renewed(tx: Tx, refresh: string, refreshHash: Uint8Array): Promise<Pair | null> {
    const now = clock.now()
    const kept = await findRefresh(tx, refreshHash)
    const session = kept && (await findSessionById(tx, kept.sessionId))
    if (!kept || !session?.id || kept.expiresAt <= now) return null
    if (kept.replacedAt === null && (await markReplaced(tx, refreshHash, now)))
      return replace(tx, session.id, session, next(key.current, refresh), now)
    // Replaced before, or by another request just now: within half a minute the answer is the same, by whichever key.
    const replacedAt = (await findRefresh(tx, refreshHash))?.replacedAt ?? now
    for (const by of now - replacedAt < REPLAY_MS ? key.known : []) {
      const given = next(by, refresh)
      const nextHash = hashToken(given.refresh)
      const made = nextHash && (await findRefresh(tx, nextHash))
      if (made?.replacedAt === null) return { ...given, expiresAt: session.expiresAt, endsAt: made.expiresAt }
    }
    // Two hold the same token, and one of them is not its owner: neither goes on.
    await deleteSessionOf(tx, session.kind, session.actorId, session.id)
    return null
  }

  async function replace(
    tx: Tx,
    id: string,
    session: SessionRow,
    pair: { access: string; refresh: string },
    now: number,
  ): Promise<Pair> {
    const [accessHash, nextHash] = [hashToken(pair.access), hashToken(pair.refresh)]
    if (!accessHash || !nextHash) throw new Error('a new token must be one')
    const [expiresAt, endsAt] = [now + ACCESS_LIFE, now + REFRESH_LIFE]
    await insertRefresh(tx, nextHash, { sessionId: id, expiresAt: endsAt })
    await replaceToken(tx, id, accessHash, { ...session, expiresAt, endsAt, seenAt: now })
    return { ...pair, expiresAt, endsAt }
  }
}
