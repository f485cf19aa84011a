import { codeOf, isLackedThere } from '@civicgrid/kit'
import { maybe, t } from './words.ts'

export { codeOf } from '@civicgrid/kit'

/** What a resident reads for anything that was thrown; never the engineer's message. */
export function sentence(error: unknown): string {
  const code = codeOf(error)
  // A program and a service that are not of one age.
  if (code === 'CLIENT_TOO_OLD') return t('mini.tooOld')
  if (isLackedThere(error)) return t('mini.serverOlder')
  return (code === null ? null : maybe(code)) ?? t('INTERNAL')
}
