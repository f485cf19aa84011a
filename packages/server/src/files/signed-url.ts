import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { Use } from '../kernel/index.ts'

export const VARIANTS = ['photo', 'thumb'] as const
export type Variant = (typeof VARIANTS)[number]

/**
 * Addresses that open one file, in one size, until an hour named in them. Whoever may see the thing is given one;
 * the file route checks nothing else, so an address must not outlive the reason for which it was given.
 */
export interface UrlSigner {
  /** Relative address, good for one to two hours after `now`. */
  sign(token: string, variant: Variant, now: number): string
  /** How long the address is still good, in milliseconds; undefined when it is not. */
  check(token: string, query: URLSearchParams, now: number): { variant: Variant; leftMs: number } | undefined
}

const HOUR = 3_600_000

export function createUrlSigner(secret: Use): UrlSigner {
  const seal = (key: KeyObject, token: string, variant: Variant, end: number): Buffer =>
    createHmac('sha256', key).update(`${token}\n${variant}\n${end}`).digest()

  return {
    sign(token, variant, now) {
      // The end falls on the hour: the same photo keeps one address for an hour and comes from the browser's cache.
      const end = (Math.floor(now / HOUR) + 2) * HOUR
      const size = variant === 'thumb' ? '&v=thumb' : ''
      return `/files/${token}?e=${end / 1000}${size}&s=${seal(secret.current, token, variant, end).toString('base64url')}`
    },

    check(token, query, now) {
      const end = Number(query.get('e')) * 1000
      const variant = query.get('v') ?? 'photo'
      if (variant !== 'photo' && variant !== 'thumb') return undefined
      const given = Buffer.from(query.get('s') ?? '', 'base64url')
      const genuine = secret.known.some((key) => {
        const expected = seal(key, token, variant, end)
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
      return genuine && now < end ? { variant, leftMs: end - now } : undefined
    },
  }
}
