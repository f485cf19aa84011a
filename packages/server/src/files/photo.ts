import { CivicError, PHOTO_SIDE, THUMB_SIDE, type FileType } from '@civicgrid/contracts/constants'
import sharp from 'sharp'

/** A photo made fit to keep: upright, sRGB JPEG, nothing in it but the picture. */
export interface KeptPhoto {
  photo: Buffer
  thumb: Buffer
  width: number
  height: number
}

/**
 * The most pixels a picture may unpack to. JPEG is shrunk while it is read, so a 64-megapixel phone photo costs little;
 * PNG and WebP must be unpacked whole.
 */
const MAX_PIXELS: Record<FileType, number> = {
  'image/jpeg': 70_000_000,
  'image/png': 25_000_000,
  'image/webp': 25_000_000,
}

// One thread a picture, and no cache of pixels: the database and every reader share these cores and this memory.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Turns it upright by its EXIF, fits it into 2560 px, drops all metadata and makes the small copy.
 * @param path a spooled upload of that type
 * @throws CivicError FILE_TOO_LARGE (pixels), FILE_DAMAGED
 */
export async function keepPhoto(path: string, type: FileType): Promise<KeptPhoto> {
  const picture = sharp(path, { failOn: 'error', limitInputPixels: false, sequentialRead: true })
  const { width, height } = await picture.metadata().catch(damaged)
  if (width * height > MAX_PIXELS[type])
    throw new CivicError('FILE_TOO_LARGE', { message: `${width} × ${height} pixels`, fields: { file: 'pixels' } })
  const kept = await picture
    .autoOrient()
    .resize(PHOTO_SIDE, PHOTO_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
    .catch(damaged)
  const thumb = await sharp(kept.data)
    .resize(THUMB_SIDE, THUMB_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 74 })
    .toBuffer()
  return { photo: kept.data, thumb, width: kept.info.width, height: kept.info.height }
}

function damaged(cause: unknown): never {
  throw new CivicError('FILE_DAMAGED', { message: 'the picture cannot be read whole', cause })
}
