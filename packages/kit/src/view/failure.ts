import { isErrorCode } from '@civicgrid/contracts/constants'

/** The code of anything that was thrown; null where it has none of ours. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return isErrorCode(error.code) ? error.code : null
}

/** Path of an input field → why it was refused. */
export function fieldsOf(error: unknown): Readonly<Record<string, string>> {
  if (typeof error !== 'object' || error === null || !('fields' in error)) return {}
  return (error.fields ?? {}) as Record<string, string>
}
