import { z } from 'zod'

/** 128 random bits, base64url: names a file to its owner. Knowing it opens nothing; the signed address does. */
export const fileToken = z.string().regex(/^[\w-]{22}$/)

/** What the phone wrote into the photo, for its sender alone: to offer a time and a place, never to show to others. */
export const photoOrigin = z.object({
  /** ISO UTC. */
  takenAt: z.string().nullable(),
  /** WGS-84, as EXIF has it. */
  place: z.object({ lng: z.number(), lat: z.number() }).nullable(),
})

/** A kept photo or recording as anybody sees it who may see its thing. Addresses expire; ask again for new ones. */
export const fileView = z.object({
  token: fileToken,
  /** Relative to the server's address. */
  url: z.string(),
  /** Empty for a recording. */
  thumb: z.string(),
  mime: z.string(),
  /** Bytes and pixels of what is kept, not of what was sent; a recording has no pixels. */
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type FileView = z.infer<typeof fileView>

/** The answer of `POST /api/files`. */
export const uploadedFile = fileView.extend(photoOrigin.shape)
export type UploadedFile = z.infer<typeof uploadedFile>
