import { parseCode } from '@civicgrid/contracts/constants'
import type { Tell } from '../i18n/tell.ts'

/** Characters of a code. */
const LENGTH = 13

/** A code as somebody typed it: the code, or what is wrong with it as a sentence. Found out before anybody is asked. */
export function typedCode({ t }: Pick<Tell, 't'>, typed: string): { code: string | null; wrong: string | null } {
  const code = parseCode(typed)
  if (code) return { code, wrong: null }
  const count = typed.replace(/[\s-]/g, '').length
  return { code: null, wrong: count < LENGTH ? t('look.short', { n: LENGTH - count }) : t('look.bad') }
}

/** How a number ends: four digits. */
export const isPhoneTail = (typed: string): boolean => /^\d{4}$/.test(typed)
