import { CivicError, type RecordingType } from '@civicgrid/contracts/constants'

/** What a cleaned recording turned out to be. */
export interface Cleaned {
  mime: RecordingType
  /** As far as the container tells; 0 when it does not. */
  durationMs: number
}

export const damaged = (message: string): CivicError => new CivicError('FILE_DAMAGED', { message })
