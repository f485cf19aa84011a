/**
 * The public code of an appeal: 60 random bits as twelve Crockford base32 digits and one check character,
 * shown as `7K2M-9PQX-4RTV-W`. Reading is forgiving (lower case, O for 0, I and L for 1, any hyphens and blanks).
 *
 * The check character is the Damm-like sum Σ αⁱ·dᵢ over GF(32): it finds every single wrong character and every
 * swap of two neighbours.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DIGITS = 12

/** α·x in GF(32) with the primitive polynomial x⁵ + x² + 1. */
function timesAlpha(x: number): number {
  const doubled = x << 1
  return doubled & 32 ? (doubled ^ 0b100101) & 31 : doubled
}

function checkDigit(digits: readonly number[]): number {
  let sum = 0
  for (const digit of digits) sum = timesAlpha(sum ^ digit)
  return sum
}

const letters = (digits: readonly number[]) => digits.map((digit) => ALPHABET.charAt(digit)).join('')

/**
 * Makes a code.
 * @param bytes at least 8 random bytes; the first 60 bits are used.
 * @returns 13 characters, without hyphens: this is the form that is stored and sent.
 */
export function encodeCode(bytes: Uint8Array): string {
  if (bytes.length < 8) throw new RangeError('a code needs 8 random bytes')
  const digits = Array.from({ length: DIGITS }, (_, i) => {
    const at = 5 * i
    const window = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0)
    return (window >> (11 - (at & 7))) & 31
  })
  return letters([...digits, checkDigit(digits)])
}

/**
 * Reads what a person typed.
 * @returns the stored form, or null when it cannot be a code (length, character or check).
 */
export function parseCode(typed: string): string | null {
  // Machines send the stored form; only people need forgiving.
  const plain = STORED.test(typed) ? typed : forgiven(typed)
  if (!STORED.test(plain)) return null
  let sum = 0
  for (let i = 0; i < DIGITS; i++) sum = timesAlpha(sum ^ ALPHABET.indexOf(plain.charAt(i)))
  return sum === ALPHABET.indexOf(plain.charAt(DIGITS)) ? plain : null
}

const STORED = /^[0-9A-HJKMNP-TV-Z]{13}$/

const forgiven = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s‐-―−-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** The stored form in groups of four, as it is shown and read out. */
export function formatCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code
}
