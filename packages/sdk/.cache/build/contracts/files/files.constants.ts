/** What a photo may be. The same table tells the form what to offer and the server what to refuse. */

/** One upload, in bytes. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024

/** Taken by what the bytes say. HEIC is refused with a code of its own: phones can be asked for JPEG. */
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type FileType = (typeof FILE_TYPES)[number]

/** Name of the one part of `POST /api/files`. */
export const FILE_FIELD = 'file'
export const FILES_PATH = '/api/files'

/** Longest side in pixels of what is kept and of its small copy. */
export const PHOTO_SIDE = 2560
export const THUMB_SIDE = 320
