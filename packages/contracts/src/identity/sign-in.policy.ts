/** What a password of staff must be; there is a second factor besides. */

export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128
/** Of which longer ones are made, and which are tried first by whoever guesses. */
const COMMON =
  /^(?:(?:password|passw0rd|qwerty|qwertyuiop|admin|administrator|woaini|iloveyou|abc|aa|a|p@ssw0rd)[\d!@#.]*|\d+)$/i

/** Why a password will not do, in a word; null when it will. */
export function passwordProblem(password: string, loginName: string): 'tooSmall' | 'tooBig' | 'common' | 'name' | null {
  const length = Array.from(password).length
  if (length < PASSWORD_MIN) return 'tooSmall'
  if (length > PASSWORD_MAX) return 'tooBig'
  if (COMMON.test(password) || new Set(password).size < 4) return 'common'
  return loginName.length > 2 && password.toLowerCase().includes(loginName.toLowerCase()) ? 'name' : null
}

/**
 * How long nobody may try after so many failures in a row: at first not at all, then twice as long each time, up to a
 * quarter of an hour, so that it always opens again by itself. @returns milliseconds
 */
export function lockFor(fails: number, free: number): number {
  return fails <= free ? 0 : Math.min(30_000 * 2 ** Math.min(fails - free - 1, 10), 15 * 60_000)
}
/** Failures of one account, or of one known device of it, before there is a wait. */
export const FREE_TRIES = 5
/** Of one address, behind which a whole town hall may sit. */
export const FREE_TRIES_ADDRESS = 40
