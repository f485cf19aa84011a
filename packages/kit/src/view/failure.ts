import { isErrorCode, NO_SUCH_PROCEDURE } from '@civicgrid/contracts/constants'

/** The code of anything that was thrown; null where it has none of ours. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return isErrorCode(error.code) ? error.code : null
}

/** A server that is older than this face lacks what was asked of it. */
export const isLackedThere = (error: unknown): boolean =>
  codeOf(error) === 'NOT_FOUND' && error instanceof Error && error.message === NO_SUCH_PROCEDURE

/** Path of an input field → why it was refused. */
export function fieldsOf(error: unknown): Readonly<Record<string, string>> {
  if (typeof error !== 'object' || error === null || !('fields' in error)) return {}
  return (error.fields ?? {}) as Record<string, string>
}
