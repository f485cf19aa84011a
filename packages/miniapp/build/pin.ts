import { crc32, deflateSync } from 'node:zlib'

const SIZE = 56

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = [Buffer.alloc(4), Buffer.alloc(4)]
  ends[0]?.writeUInt32BE(data.length)
  ends[1]?.writeUInt32BE(crc32(body))
  return Buffer.concat([ends[0] ?? body, body, ends[1] ?? body])
}

/** How much of a pixel lies within a circle around the middle, from 0 to 1. */
const within = (x: number, y: number, radius: number): number =>
  Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(x - (SIZE - 1) / 2, y - (SIZE - 1) / 2)))

/**
 * A round mark for WeChat's map, as PNG: of the city's colour, with a white rim that is seen on light and dark tiles. A map
 * takes no drawing and no colour of styles, only files.
 * @param colour `#rrggbb`
 */
export function pinPicture(colour: string): Buffer {
  const inner = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const rows = Array.from({ length: SIZE }, (_, y) => {
    const row = Buffer.alloc(1 + SIZE * 4)
    for (let x = 0; x < SIZE; x += 1) {
      const share = within(x, y, SIZE / 2 - 7)
      for (const [i, value] of inner.entries()) row[1 + x * 4 + i] = Math.round(value * share + 255 * (1 - share))
      row[4 + x * 4] = Math.round(255 * within(x, y, SIZE / 2 - 2))
    }
    return row
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(SIZE, 0)
  head.writeUInt32BE(SIZE, 4)
  // Eight bits of red, green, blue and of how solid.
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
