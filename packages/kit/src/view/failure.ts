import { isErrorCode } from '@civicgrid/contracts/constants'

/** The code of anything that was thrown; null where it has none of ours. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return isErrorCode(error.code) ? error.code : null
}
