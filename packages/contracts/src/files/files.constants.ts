/** What a photo may be. The same table tells the form what to offer and the server what to refuse. */

/** One upload, in bytes. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024

/** Taken by what the bytes say. HEIC is refused with a code of its own: phones can be asked for JPEG. */
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type FileType = (typeof FILE_TYPES)[number]

/** What was spoken or filmed, by what its container says. Kept as it came, but for what the device wrote about itself. */
export const RECORDING_TYPES = [
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
  'audio/mpeg',
  'video/webm',
  'video/mp4',
] as const
export type RecordingType = (typeof RECORDING_TYPES)[number]

/** Longest recording in milliseconds, and what a recorder may run over while it stops. */
export const AUDIO_MAX_MS = 60_000
export const VIDEO_MAX_MS = 30_000
export const RECORDING_TOLERANCE_MS = 2_000
/** One recording, in bytes: a minute of speech is seldom one, half a minute of a phone's camera up to fifty. */
export const AUDIO_MAX_BYTES = 10 * 1024 * 1024
export const VIDEO_MAX_BYTES = 50 * 1024 * 1024

export const isRecording = (mime: string): boolean => mime.startsWith('audio/') || mime.startsWith('video/')
export const isVideo = (mime: string): boolean => mime.startsWith('video/')

/** Name of the one part of `POST /api/files`. */
export const FILE_FIELD = 'file'
export const FILES_PATH = '/api/files'

/** Longest side in pixels of what is kept and of its small copy. */
export const PHOTO_SIDE = 2560
export const THUMB_SIDE = 320
