/** Which bare numbers are a phone, an identity number or a card. A mistyped one is somebody's all the same. */

/** A mobile number, with or without +86. */
export const isMobile = (bare: string): boolean => /^(?:86)?1[3-9]\d{9}$/.test(bare)

const BORN = /^[1-9]\d{5}(?:(?:18|19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const BORN_SHORT = /^[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/

/** By GB 11643: a region, a day of birth, three digits and a check character, which is not asked for; the old ones have 15. */
export const isIdentityNumber = (bare: string): boolean => BORN.test(bare) || BORN_SHORT.test(bare)

/** The check digit of payment cards (ISO/IEC 7812). */
export function passesLuhn(bare: string): boolean {
  let sum = 0
  for (let i = 0; i < bare.length; i++) {
    const digit = Number(bare.charAt(bare.length - 1 - i))
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** 16 to 19 digits: UnionPay's, which begin with 62, or any that its check digit fits. */
export const isCard = (bare: string): boolean =>
  /^\d{16,19}$/.test(bare) && (bare.startsWith('62') || (/^[3-6]/.test(bare) && passesLuhn(bare)))
