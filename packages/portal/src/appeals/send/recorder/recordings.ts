import {
  AUDIO_MAX_MS,
  CivicError,
  RECORDING_TOLERANCE_MS,
  VIDEO_MAX_BYTES,
  VIDEO_MAX_MS,
} from '@civicgrid/contracts/constants'
import { tellRecording } from '@civicgrid/kit/appeals'
import type { Shrunk } from '../../../ui/photos/shrink.ts'

/** How a recorder of ours names what it made: browsers do not write the length into it. */
export const nameOf = (seconds: number, type: string): string =>
  `speech-${seconds}.${type.includes('mp4') ? 'm4a' : 'webm'}`

/** How long a file plays, in seconds; null where the browser cannot tell, which is no reason to refuse it. */
export function lengthOf(file: File): Promise<number | null> {
  const own = /^speech-(\d+)\./.exec(file.name)?.[1]
  if (own !== undefined) return Promise.resolve(Number(own))
  return new Promise((resolve) => {
    const player = document.createElement(file.type.startsWith('video/') ? 'video' : 'audio')
    const url = URL.createObjectURL(file)
    const end = (seconds: number | null) => {
      URL.revokeObjectURL(url)
      resolve(seconds)
    }
    player.preload = 'metadata'
    player.onloadedmetadata = () => end(Number.isFinite(player.duration) ? Math.round(player.duration) : null)
    player.onerror = () => end(null)
    setTimeout(() => end(null), 4000)
    player.src = url
  })
}

/**
 * A recording as it may be sent: as it is, not encoded anew. The server measures it again.
 * @throws CivicError FILE_TYPE_UNSUPPORTED, FILE_TOO_LARGE (with `file: 'seconds'` where it plays too long)
 */
export async function looked(file: File, length = lengthOf): Promise<Shrunk> {
  const video = file.type.startsWith('video/')
  if (file.type !== '' && !video && !file.type.startsWith('audio/')) throw new CivicError('FILE_TYPE_UNSUPPORTED')
  if (file.size > VIDEO_MAX_BYTES) throw new CivicError('FILE_TOO_LARGE', { fields: { file: 'bytes' } })
  const seconds = await length(file)
  if (seconds !== null && seconds * 1000 > (video ? VIDEO_MAX_MS : AUDIO_MAX_MS) + RECORDING_TOLERANCE_MS)
    throw new CivicError('FILE_TOO_LARGE', { fields: { file: 'seconds' } })
  return { blob: file, preview: tellRecording({ video, seconds }) }
}
