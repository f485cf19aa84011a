import { isCivicError } from '@civicgrid/sdk'
import type { Words } from './words.ts'

/** Something that went wrong, as a person reads it. */
export interface Problem {
  /** The code, for what a page does about it; never shown. */
  code: string
  sentence: string
  /** To be told to the administrators; only where a person could do nothing else. */
  requestId: string | null
}

/** Codes behind which there is nothing for this person to do but ask for help. */
const ASK_FOR_HELP = new Set(['INTERNAL', 'STORAGE_FULL', 'OVERLOADED', 'TIMEOUT'])

/** A clear sentence for anything thrown; what is not ours reads as INTERNAL. */
export function problemOf(thrown: unknown, words: Pick<Words, 'maybe' | 't'>): Problem {
  const code = isCivicError(thrown) ? thrown.code : 'INTERNAL'
  const known = words.maybe(code)
  return {
    code,
    sentence: known ?? words.t('INTERNAL'),
    requestId: isCivicError(thrown) && (known === null || ASK_FOR_HELP.has(code)) ? thrown.requestId : null,
  }
}
