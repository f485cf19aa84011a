import { encodeCode } from '@civicgrid/contracts'
import type { Random } from './random.ts'

/** The public code of an appeal: 60 random bits, so that nobody finds one by trying. */
export function newCode(random: Random): string {
  return encodeCode(random(8))
}

/** A public name for a file or a session: 128 random bits, URL-safe. */
export function newToken(random: Random): string {
  return random(16).toString('base64url')
}
