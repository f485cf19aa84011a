import { quiet } from './quiet.ts'

/** Where a platform gives random bytes, after a while: `wx.getRandomValues`. */
export interface RandomSource {
  getRandomValues(options: {
    length: number
    success(result: { randomValues: ArrayBuffer }): void
    fail(error: unknown): void
  }): unknown
}

let pool: number[] = []

/** Lays in random bytes; call it when the program starts. Without them, or until then, the engine's own numbers do. */
export function fillRandom(source: RandomSource, length = 1024): void {
  quiet(
    source.getRandomValues({
      length,
      success: ({ randomValues }) => {
        pool = pool.concat(Array.from(new Uint8Array(randomValues)))
      },
      fail: () => {},
    }),
  )
}

/**
 * `crypto.getRandomValues` for the keys under which commands are sent. Such a key has to be new, not secret: it counts for
 * one account and one procedure alone. Nothing that has to be secret is made on a phone.
 */
export const crypto = {
  getRandomValues<T extends Uint8Array>(bytes: T): T {
    for (let i = 0; i < bytes.length; i++) bytes[i] = pool.pop() ?? Math.floor(Math.random() * 256)
    return bytes
  },
}
