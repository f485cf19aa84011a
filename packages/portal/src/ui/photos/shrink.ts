import { CivicError, FILE_MAX_BYTES, FILE_TYPES, PHOTO_SIDE } from '@civicgrid/contracts/constants'
import { carryExif } from './exif.ts'

/** A photo within the side and below this is sent as it is. */
const LIGHT_BYTES = 1_500_000
const QUALITY = 0.86
const KNOWN: readonly string[] = FILE_TYPES

/** By its name or type; Safari hands over JPEG by itself, other browsers cannot show it. */
const isHeic = (file: File) => /\.(heic|heif)$/i.test(file.name) || /hei[cf]/.test(file.type)

function shown(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    const url = URL.createObjectURL(file)
    image.onload = () => resolve(image)
    image.onerror = () => {
      URL.revokeObjectURL(url)
      reject(new CivicError('FILE_DAMAGED'))
    }
    image.src = url
  })
}

function drawn(image: HTMLImageElement, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

const jpegOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))

/** Whether this browser turns photos upright while drawing them; older ones send the photo as it is. */
const drawsUpright = () => CSS.supports('image-orientation', 'from-image')

export interface Shrunk {
  blob: Blob
  /** A small picture as a data URL, for the grid and the draft. */
  preview: string
}

/**
 * Makes a photo light enough for a slow line: at most PHOTO_SIDE pixels a side, EXIF kept.
 * @throws CivicError FILE_HEIC_UNSUPPORTED, FILE_TYPE_UNSUPPORTED, FILE_DAMAGED, FILE_TOO_LARGE
 */
export async function shrink(file: File): Promise<Shrunk> {
  if (file.type !== '' && !file.type.startsWith('image/')) throw new CivicError('FILE_TYPE_UNSUPPORTED')
  const image = await shown(file).catch((error: unknown) => {
    throw isHeic(file) ? new CivicError('FILE_HEIC_UNSUPPORTED') : error
  })
  const preview = drawn(image, 240).toDataURL('image/jpeg', 0.7)
  const light =
    KNOWN.includes(file.type) &&
    file.size <= LIGHT_BYTES &&
    Math.max(image.naturalWidth, image.naturalHeight) <= PHOTO_SIDE
  let blob: Blob = file
  if (!light && (drawsUpright() || !KNOWN.includes(file.type))) {
    const smaller = await jpegOf(drawn(image, PHOTO_SIDE))
    if (smaller) blob = await carryExif(file, smaller)
  }
  URL.revokeObjectURL(image.src)
  if (blob.size > FILE_MAX_BYTES) throw new CivicError('FILE_TOO_LARGE')
  return { blob, preview }
}
