import { CivicError } from '@civicgrid/contracts/constants'
import type { Failed } from './link.ts'

/** As one of our errors. */
export const civicFailed: Failed = (code, message) => new CivicError(code, { message })
