import { CivicError, type ErrorCode, type FileType } from '@civicgrid/contracts/constants'
import type { PhotoOrigin } from './origin.ts'
import type { Cleaned } from './recording-parts.ts'
import type { Container } from './recording.ts'
import type { KeptPhoto } from './photo.ts'

/** What is asked of the process that makes photos. */
export interface PhotoJob {
  /** Of the spooled upload. */
  path: string
  type: FileType
  /** The city's, for phones that write local time alone. */
  utcOffsetMinutes: number
  /** Epoch milliseconds, by the service's clock. */
  now: number
}

export interface MadePhoto extends KeptPhoto {
  origin: PhotoOrigin
}

/** Of the same process: a recording is cleaned where it lies. */
export interface RecordingJob {
  path: string
  container: Container
}

export interface MadeRecording extends Cleaned {
  bytes: number
  sha256: Buffer
}

interface Refusal {
  code: ErrorCode
  message: string
  fields: Record<string, string> | null
}

/** What it answers; errors do not survive the way between processes as they are. */
export type Answer<Made> = { made: Made } | { refused: Refusal }

export function civicErrorFrom(error: unknown): Refusal {
  if (error instanceof CivicError) return { code: error.code, message: error.message, fields: error.fields }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), fields: null }
}

/** @throws CivicError */
export function madeOf<Made>(answer: Answer<Made>): Made {
  if ('refused' in answer) throw new CivicError(answer.refused.code, answer.refused)
  return answer.made
}
