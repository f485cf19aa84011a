/** Rules that a form can tell at once; the server has the last word. Each gives the key of a sentence, or null when all is well. */

/** A mobile number of the mainland: 11 digits from 13 to 19. */
export const MOBILE = /^1[3-9]\d{9}$/

/** The least that a description must have to be worked on. */
export const TEXT_MIN = 5

/** Full-width digits and letters as phones type them, blanks and hyphens out. */
export function plainDigits(typed: string): string {
  return typed
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u2010-\u2015\u2212\uff0d-]/g, '')
}

export function phoneRule(typed: string): 'form.phone' | 'form.phoneNeeded' | null {
  const phone = plainDigits(typed).replace(/^\+?86(?=1)/, '')
  if (phone === '') return 'form.phoneNeeded'
  return MOBILE.test(phone) ? null : 'form.phone'
}

/** @param max characters as JavaScript counts them, as the server does. */
export function textRule(text: string, max: number): 'form.textNeeded' | 'form.tooLong' | null {
  if (text.trim().length < TEXT_MIN) return 'form.textNeeded'
  return text.length > max ? 'form.tooLong' : null
}
