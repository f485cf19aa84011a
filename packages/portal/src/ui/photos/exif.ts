/**
 * A photo made smaller by a canvas loses what the phone wrote into it. Place and time help to find the spot,
 * so the EXIF part is carried over; its orientation is set to upright, since a canvas has turned the picture already.
 * The server reads it for its sender alone, and removes it.
 */

const START = 0xffd8
const APP1 = 0xffe1
const SCAN = 0xffda
const ORIENTATION = 0x0112

const isExif = (view: DataView, at: number) => view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0

/** The EXIF segment of a JPEG, marker and length included; null when there is none. */
export function exifSegment(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== START) return null
  let at = 2
  while (at + 10 < view.byteLength) {
    const marker = view.getUint16(at)
    const length = view.getUint16(at + 2)
    if (marker === SCAN || (marker & 0xff00) !== 0xff00 || length < 2) return null
    if (marker === APP1 && at + 2 + length <= view.byteLength && isExif(view, at + 4))
      return new Uint8Array(jpeg.slice(at, at + 2 + length))
    at += 2 + length
  }
  return null
}

/** Sets the orientation of the first image directory to 1 (upright), in place. */
export function setUpright(segment: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(segment.buffer)
  const tiff = 10
  if (view.byteLength < tiff + 8) return
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  if (directory + 2 > view.byteLength) return
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > view.byteLength) return
    if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little)
  }
}

/** The smaller JPEG with the EXIF of the original; the smaller one as it is when there is none. */
export async function carryExif(original: Blob, smaller: Blob): Promise<Blob> {
  const head = await new Response(original.slice(0, 256 * 1024)).arrayBuffer()
  const segment = exifSegment(head)
  if (!segment) return smaller
  setUpright(segment)
  return new Blob([smaller.slice(0, 2), segment, smaller.slice(2)], { type: 'image/jpeg' })
}
