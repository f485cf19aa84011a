import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'

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

export function createUrlSigner(secret: KeyObject): UrlSigner {
  const seal = (token: string, variant: Variant, end: number): string =>
    createHmac('sha256', secret).update(`${token}\n${variant}\n${end}`).digest('base64url')

  return {
    sign(token, variant, now) {
      // The end falls on the hour: the same photo keeps one address for an hour and comes from the browser's cache.
      const end = (Math.floor(now / HOUR) + 2) * HOUR
      const size = variant === 'thumb' ? '&v=thumb' : ''
      return `/files/${token}?e=${end / 1000}${size}&s=${seal(token, variant, end)}`
    },

    check(token, query, now) {
      const end = Number(query.get('e')) * 1000
      const variant = query.get('v') ?? 'photo'
      if (variant !== 'photo' && variant !== 'thumb') return undefined
      const given = Buffer.from(query.get('s') ?? '', 'base64url')
      const expected = Buffer.from(seal(token, variant, end), 'base64url')
      const genuine = given.length === expected.length && timingSafeEqual(given, expected)
      return genuine && now < end ? { variant, leftMs: end - now } : undefined
    },
  }
}
