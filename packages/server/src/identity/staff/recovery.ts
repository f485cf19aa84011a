import type { Random } from '../../kernel/index.ts'

/** Without what looks alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const COUNT = 10

/** Ten codes for the day the phone is lost, ten letters each: about 49 bits, once, behind the lock. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters: string[] = []
    while (letters.length < 10) {
      const byte = random(1)[0] ?? 255
      // Bytes past the last whole round would make the first letters likelier.
      if (byte < LETTERS.length * 8) letters.push(LETTERS[byte % LETTERS.length] ?? '')
    }
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
  })
}

/** As it is compared: people leave the dash out and type capitals. */
export const recoveryForm = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '')
