import { describe, expect, it } from 'vitest'
import { carryExif, exifSegment, setUpright } from './exif.ts'

/** A JPEG's beginning as a phone writes it: start, EXIF with one entry (orientation), then the scan. */
function jpeg(orientation: number, little = true): Uint8Array<ArrayBuffer> {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 12 + 4))
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, little)
  tiff.setUint32(4, 8, little)
  tiff.setUint16(8, 1, little)
  tiff.setUint16(10, 0x0112, little)
  tiff.setUint16(12, 3, little)
  tiff.setUint32(14, 1, little)
  tiff.setUint16(18, orientation, little)
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer)]
  const length = body.length + 2
  return new Uint8Array([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    2,
    0xff,
    0xe1,
    length >> 8,
    length & 255,
    ...body,
    0xff,
    0xda,
    0,
    2,
    9,
    9,
    9,
    9,
    9,
    9,
    9,
    9,
  ])
}

const orientationOf = (segment: Uint8Array, little = true) =>
  new DataView(segment.buffer, segment.byteOffset).getUint16(10 + 8 + 2 + 8, little)

describe('EXIF of a photo made smaller', () => {
  it('is found behind other segments', () => expect(exifSegment(jpeg(6).buffer)?.length).toBe(36))
  it.each([true, false])('is set upright in either byte order (little: %s)', (little) => {
    const segment = exifSegment(jpeg(6, little).buffer)
    if (!segment) throw new Error('no EXIF')
    expect(orientationOf(segment, little)).toBe(6)
    setUpright(segment)
    expect(orientationOf(segment, little)).toBe(1)
  })
  it('stands right behind the start of the smaller one', async () => {
    const smaller = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 0, 2])])
    const bytes = new Uint8Array(await (await carryExif(new Blob([jpeg(6)]), smaller)).arrayBuffer())
    expect([...bytes.slice(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xe1])
    expect([...bytes.slice(-4)]).toEqual([0xff, 0xdb, 0, 2])
  })
  it('a picture without EXIF, or no JPEG at all, stays as it is', async () => {
    expect(exifSegment(new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]).buffer)).toBeNull()
    expect(exifSegment(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBeNull()
    const smaller = new Blob([new Uint8Array([1, 2])])
    expect(await carryExif(new Blob([new Uint8Array(20)]), smaller)).toBe(smaller)
  })
  it('a cut segment is not read beyond its end', () => expect(exifSegment(jpeg(6).slice(0, 30).buffer)).toBeNull())
})
