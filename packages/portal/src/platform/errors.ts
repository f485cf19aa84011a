import { codeOf } from '@civicgrid/kit'
import { maybe, t } from './words.ts'

export { codeOf } from '@civicgrid/kit'

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

/** Path of an input field → why it was refused. */
export function fieldsOf(error: unknown): Readonly<Record<string, string>> {
  if (typeof error !== 'object' || error === null || !('fields' in error)) return {}
  return (error.fields ?? {}) as Record<string, string>
}
