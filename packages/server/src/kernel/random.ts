import { createHash, randomFillSync } from 'node:crypto'

/** Where randomness comes from: that many bytes, fresh each time. */
export type Random = (bytes: number) => Buffer

const POOL = 4_096

/** The system's, fetched in larger pieces since each call costs more than the bytes. */
export const systemRandom: Random = (() => {
  let pool = Buffer.alloc(0)
  return (bytes) => {
    if (bytes > POOL) return randomFillSync(Buffer.allocUnsafe(bytes))
    if (bytes > pool.length) pool = randomFillSync(Buffer.allocUnsafeSlow(POOL))
    const taken = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return taken
  }
})()

/** The same seed gives the same bytes for ever: demo cities and tests, never a real city. */
export function seededRandom(seed: string): Random {
  let counter = 0
  let pool = Buffer.alloc(0)
  return (bytes) => {
    while (pool.length < bytes)
      pool = Buffer.concat([pool, createHash('sha256').update(`${seed}\0${counter++}`).digest()])
    const taken = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return taken
  }
}
