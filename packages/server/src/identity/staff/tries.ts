import { createHmac, type KeyObject } from 'node:crypto'
import { CivicError, FREE_TRIES, FREE_TRIES_ADDRESS, lockFor } from '@civicgrid/contracts'
import { addressKey } from '../../http/address.ts'
import type { Peer } from '../../http/context.ts'
import { lookupHash, newToken, type Kernel } from '../../kernel/index.ts'
import { countTry, forgetTries, forgiveTry, lockUntil, sweepTries } from './tries.store.ts'

const KNOWN_MAX = 6
const DAY = 24 * 3_600_000

interface Counted {
  readonly keyHash: Buffer
  readonly free: number
}

/**
 * Locks guessing out, by account and by address, in rows that all processes share. A browser in which somebody has come in
 * before is counted by itself: whoever guesses elsewhere can neither keep its owner out nor use up its tries.
 */
export function createTries({ db, clock, random }: Kernel) {
  const key = db.keys.derive('known devices')
  const macOf = (by: KeyObject, loginName: string, nonce: string) =>
    createHmac('sha256', by).update(`${loginName}\0${nonce}`).digest('base64url')

  /** A browser at a counter is known to several people. */
  const marks = (peer: Peer) => (peer.known.read() ?? '').split('~').map((mark) => mark.split('.'))

  function knownNonce(loginName: string, peer: Peer): string | null {
    for (const [nonce, mac] of marks(peer))
      if (nonce && key.known.some((by) => mac === macOf(by, loginName, nonce))) return nonce
    return null
  }
  function keysOf(loginName: string, peer: Peer): Counted[] {
    const nonce = knownNonce(loginName, peer)
    const hash = (text: string) => lookupHash(db.keys, `sign-in ${text}`)
    if (nonce) return [{ keyHash: hash(`known ${loginName} ${nonce}`), free: FREE_TRIES }]
    return [
      { keyHash: hash(`account ${loginName}`), free: FREE_TRIES },
      { keyHash: hash(`address ${addressKey(peer.address)}`), free: FREE_TRIES_ADDRESS },
    ]
  }

  return {
    /**
     * Counts a try before it is looked at: many at once are many.
     * @throws CivicError LOCKED_OUT with retryAfterMs; such a try is not counted
     */
    async take(loginName: string, peer: Peer): Promise<void> {
      const now = clock.now()
      await db.work(async (tx) => {
        for (const { keyHash, free } of keysOf(loginName, peer)) {
          const { fails, freeAt } = await countTry(tx, keyHash, now, now - DAY)
          if (freeAt > now)
            throw new CivicError('LOCKED_OUT', { message: 'too many failed tries', retryAfterMs: freeAt - now })
          const wait = lockFor(fails, free)
          if (wait > 0) await lockUntil(tx, keyHash, now + wait)
        }
      })
    },
    /** That try was right, and another proof is still to come: the failures before it still count. */
    async forgive(loginName: string, peer: Peer): Promise<void> {
      await db.work(async (tx) => {
        for (const { keyHash } of keysOf(loginName, peer)) await forgiveTry(tx, keyHash)
      })
    },
    /** Somebody has come in: their failures are forgotten, and this browser is known from now on. */
    async cameIn(loginName: string, peer: Peer): Promise<void> {
      const [own, address] = keysOf(loginName, peer)
      await db.work(async (tx) => {
        if (own) await forgetTries(tx, own.keyHash)
        if (address) await forgiveTry(tx, address.keyHash)
      })
      const nonce = knownNonce(loginName, peer) ?? newToken(random)
      const others = marks(peer).filter(([other, mac]) => other && mac && other !== nonce)
      const kept = [[nonce, macOf(key.current, loginName, nonce)], ...others].slice(0, KNOWN_MAX)
      peer.known.write(kept.map((mark) => mark.join('.')).join('~'))
    },
    sweep: () => db.work((tx) => sweepTries(tx, clock.now() - DAY)),
  }
}
export type Tries = ReturnType<typeof createTries>
