/** Writes EXIF blocks (TIFF 6.0 / Exif 2.32) by hand, in the byte orders and layouts that phones use. */

type Ascii = { tag: number; ascii: string }
type Short = { tag: number; short: number }
type Long = { tag: number; long: number }
type Byte = { tag: number; byte: number }
type Rationals = { tag: number; rationals: [number, number][] }
type Opaque = { tag: number; opaque: Buffer }
export type Entry = Ascii | Short | Long | Byte | Rationals | Opaque

export interface ExifBlock {
  order: 'II' | 'MM'
  main: Entry[]
  exif: Entry[]
  gps?: Entry[]
  /** A small JPEG inside the block, as iPhones and Huawei write; it must not survive either. */
  thumbnail?: Buffer
}

const EXIF_POINTER = 0x8769
const GPS_POINTER = 0x8825

/** The APP1 segment, marker and length included. */
export function app1(block: ExifBlock): Buffer {
  const little = block.order === 'II'
  const u16 = (n: number): Buffer => {
    const b = Buffer.alloc(2)
    if (little) b.writeUInt16LE(n)
    else b.writeUInt16BE(n)
    return b
  }
  const u32 = (n: number): Buffer => {
    const b = Buffer.alloc(4)
    if (little) b.writeUInt32LE(n)
    else b.writeUInt32BE(n)
    return b
  }

  function value(entry: Entry): { type: number; count: number; bytes: Buffer } {
    if ('ascii' in entry) {
      const bytes = Buffer.from(`${entry.ascii}\0`, 'latin1')
      return { type: 2, count: bytes.length, bytes }
    }
    if ('short' in entry) return { type: 3, count: 1, bytes: u16(entry.short) }
    if ('long' in entry) return { type: 4, count: 1, bytes: u32(entry.long) }
    if ('byte' in entry) return { type: 1, count: 1, bytes: Buffer.from([entry.byte]) }
    if ('opaque' in entry) return { type: 7, count: entry.opaque.length, bytes: entry.opaque }
    const bytes = Buffer.concat(entry.rationals.flatMap(([over, under]) => [u32(over), u32(under)]))
    return { type: 5, count: entry.rationals.length, bytes }
  }

  /** One directory at `offset`: its table, then the values that do not fit into four bytes. */
  function directory(entries: Entry[], offset: number, next: (end: number) => number): Buffer {
    const sorted = [...entries].sort((a, b) => a.tag - b.tag)
    const tableLength = 2 + sorted.length * 12 + 4
    const rows: Buffer[] = []
    const values: Buffer[] = []
    let at = offset + tableLength
    for (const entry of sorted) {
      const { type, count, bytes } = value(entry)
      let field: Buffer
      if (bytes.length <= 4) field = Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)])
      else {
        field = u32(at)
        const padded = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes
        values.push(padded)
        at += padded.length
      }
      rows.push(u16(entry.tag), u16(type), u32(count), field)
    }
    return Buffer.concat([u16(sorted.length), ...rows, u32(next(at)), ...values])
  }

  const length = (entries: Entry[]): number => directory(entries, 0, () => 0).length
  const mainAt = 8
  const mainEntries = [
    ...block.main,
    { tag: EXIF_POINTER, long: 0 },
    ...(block.gps ? [{ tag: GPS_POINTER, long: 0 }] : []),
  ]
  const exifAt = mainAt + length(mainEntries)
  const gpsAt = exifAt + length(block.exif)
  const thumbnailAt = gpsAt + (block.gps ? length(block.gps) : 0)
  const pointed = mainEntries.map((entry) => {
    if (entry.tag === EXIF_POINTER) return { tag: EXIF_POINTER, long: exifAt }
    if (entry.tag === GPS_POINTER) return { tag: GPS_POINTER, long: gpsAt }
    return entry
  })

  const parts = [
    Buffer.from(block.order, 'latin1'),
    u16(42),
    u32(mainAt),
    directory(pointed, mainAt, () => (block.thumbnail ? thumbnailAt : 0)),
    directory(block.exif, exifAt, () => 0),
  ]
  if (block.gps) parts.push(directory(block.gps, gpsAt, () => 0))
  if (block.thumbnail) {
    const entries = (at: number, bytes: number): Entry[] => [
      { tag: 0x0103, short: 6 },
      { tag: 0x0201, long: at },
      { tag: 0x0202, long: bytes },
    ]
    const picture = thumbnailAt + length(entries(0, 0))
    parts.push(
      directory(entries(picture, block.thumbnail.length), thumbnailAt, () => 0),
      block.thumbnail,
    )
  }
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), ...parts])
  const size = Buffer.alloc(2)
  size.writeUInt16BE(payload.length + 2)
  return Buffer.concat([Buffer.from([0xff, 0xe1]), size, payload])
}

/** Puts the block right behind the start of a JPEG, where cameras put it. */
export function withExif(jpeg: Buffer, block: ExifBlock): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), app1(block), jpeg.subarray(2)])
}

/** Degrees as EXIF has them: degrees, minutes, hundredths of thousandths of seconds. */
export function degrees(value: number): [number, number][] {
  const whole = Math.floor(value)
  const minutes = Math.floor((value - whole) * 60)
  const seconds = Math.round(((value - whole) * 60 - minutes) * 60 * 10_000)
  return [
    [whole, 1],
    [minutes, 1],
    [seconds, 10_000],
  ]
}
