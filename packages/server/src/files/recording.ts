import {
  AUDIO_MAX_BYTES,
  AUDIO_MAX_MS,
  CivicError,
  isVideo,
  RECORDING_TOLERANCE_MS,
  VIDEO_MAX_BYTES,
  VIDEO_MAX_MS,
} from '@civicgrid/contracts/constants'
import { cleanMp3 } from './mp3.ts'
import { cleanMp4 } from './mp4.ts'
import { cleanOgg } from './ogg.ts'
import type { Cleaned } from './recording-parts.ts'
import { cleanWebm } from './webm.ts'

/** Containers of sound and film that are taken; which of the two it is, only its tracks tell. */
export const CONTAINERS = ['webm', 'ogg', 'mp4', 'mp3'] as const
export type Container = (typeof CONTAINERS)[number]

const CLEANERS: Record<Container, (bytes: Buffer) => Cleaned> = {
  webm: cleanWebm,
  ogg: cleanOgg,
  mp4: cleanMp4,
  mp3: cleanMp3,
}

/**
 * Takes out of a recording, in place, what its device wrote about itself and its owner, and says what it is.
 * @throws CivicError FILE_DAMAGED; FILE_TOO_LARGE with `file: 'bytes'` or `file: 'seconds'`
 */
export function cleanRecording(bytes: Buffer, container: Container): Cleaned {
  const cleaned = CLEANERS[container](bytes)
  const video = isVideo(cleaned.mime)
  if (bytes.length > (video ? VIDEO_MAX_BYTES : AUDIO_MAX_BYTES)) throw tooLarge('bytes', bytes.length)
  if (cleaned.durationMs > (video ? VIDEO_MAX_MS : AUDIO_MAX_MS) + RECORDING_TOLERANCE_MS)
    throw tooLarge('seconds', cleaned.durationMs / 1000)
  return cleaned
}

const tooLarge = (what: 'bytes' | 'seconds', much: number): CivicError =>
  new CivicError('FILE_TOO_LARGE', { message: `${much} ${what}`, fields: { file: what } })
