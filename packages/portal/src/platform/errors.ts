import { codeOf } from '@civicgrid/kit'
import { maybe, t } from './words.ts'

export { codeOf, fieldsOf } from '@civicgrid/kit'

/** What a resident reads for anything that was thrown; never the engineer's message. */
export function sentence(error: unknown): string {
  const code = codeOf(error)
  return (code === null ? null : maybe(code)) ?? t('INTERNAL')
}

/** To be read out to whoever helps. */
export function requestIdOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('requestId' in error)) return null
  return typeof error.requestId === 'string' ? error.requestId : null
}
