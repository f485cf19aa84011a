import { codeOf } from '@civicgrid/kit'
import { maybe, t } from './words.ts'

export { codeOf } from '@civicgrid/kit'

/** What a resident reads for anything that was thrown; never the engineer's message. */
export function sentence(error: unknown): string {
  const code = codeOf(error)
  return (code === null ? null : maybe(code)) ?? t('INTERNAL')
}
