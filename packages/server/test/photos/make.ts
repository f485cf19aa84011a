/** Makes the photos of this folder: `node test/photos/make.ts`. The same run gives the same scenes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { degrees, withExif, type Entry, type ExifBlock } from './exif.ts'

const ascii = (tag: number, text: string): Entry => ({ tag, ascii: text })
const camera = (make: string, model: string, software: string, orientation: number, at: string): Entry[] => [
  ascii(0x010f, make),
  ascii(0x0110, model),
  { tag: 0x0112, short: orientation },
  { tag: 0x011a, rationals: [[72, 1]] },
  { tag: 0x011b, rationals: [[72, 1]] },
  ascii(0x0131, software),
  ascii(0x0132, at),
]
const taken = (at: string, offset: string | null, more: Entry[] = []): Entry[] => [
  { tag: 0x829a, rationals: [[1, 120]] },
  { tag: 0x8827, short: 50 },
  { tag: 0x9000, opaque: Buffer.from('0232') },
  ascii(0x9003, at),
  ascii(0x9004, at),
  ...(offset ? [ascii(0x9010, offset), ascii(0x9011, offset), ascii(0x9012, offset)] : []),
  ...more,
]
const gps = (lng: number, lat: number, more: Entry[] = []): Entry[] => [
  { tag: 1, ascii: 'N' },
  { tag: 2, rationals: degrees(lat) },
  { tag: 3, ascii: 'E' },
  { tag: 4, rationals: degrees(lng) },
  ...more,
]

/** A street as it should be seen; the red board stands at the top left, so that a wrong turn shows. */
const scene = (width: number, height: number, hole: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 300 400" preserveAspectRatio="none">
  <defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#7fb2e5"/><stop offset="1" stop-color="#e9f1f6"/></linearGradient>
  <linearGradient id="road" x2="0" y2="1"><stop offset="0" stop-color="#8b8b88"/><stop offset="1" stop-color="#4b4b49"/></linearGradient></defs>
  <rect width="300" height="180" fill="url(#sky)"/><rect y="90" x="170" width="130" height="110" fill="#c9b79c"/>
  <rect y="110" x="185" width="22" height="30" fill="#5a6f80"/><rect y="110" x="225" width="22" height="30" fill="#5a6f80"/>
  <rect y="180" width="300" height="220" fill="url(#road)"/><path d="M140 400 L150 180 L156 180 L170 400Z" fill="#e8e4d0"/>
  <ellipse cx="95" cy="310" rx="52" ry="22" fill="${hole}"/><rect width="75" height="60" fill="#c62828"/></svg>`)

/** Stored the way the sensor lies: with orientation 6 a viewer turns it a quarter to the right. */
async function sensor(upright: Buffer, orientation: number): Promise<Buffer> {
  const grain = await sharp({
    create: {
      width: 512,
      height: 512,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 7 },
    },
  })
    .png()
    .toBuffer()
  const grainy = await sharp(upright)
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .blur(1.2)
    .png()
    .toBuffer()
  return sharp(grainy)
    .rotate(orientation === 6 ? -90 : 0)
    .jpeg({ quality: 26, chromaSubsampling: '4:2:0' })
    .toBuffer()
}

async function make(
  name: string,
  hole: string,
  orientation: number,
  block: ExifBlock | null,
  landscape = false,
): Promise<void> {
  const [width, height] = landscape ? [4000, 3000] : [3000, 4000]
  const jpeg = await sensor(scene(width, height, hole), orientation)
  const photo = block ? withExif(jpeg, block) : jpeg
  writeFileSync(join(import.meta.dirname, name), photo)
  process.stdout.write(`${name} ${Math.round(photo.length / 1024)} kB\n`)
}

const small = await sharp(scene(120, 160, '#222'))
  .jpeg({ quality: 50 })
  .toBuffer()

await make('huawei-portrait.jpg', '#22262b', 6, {
  order: 'MM',
  main: camera('HUAWEI', 'LYA-AL00', 'LYA-AL00 11.0.0.171(C00E160R2P11)', 6, '2026:03:14 08:21:05'),
  exif: taken('2026:03:14 08:21:05', null, [{ tag: 0x927c, opaque: Buffer.from('HUAWEI\0\0II*\0maker') }]),
  gps: gps(121.1053, 31.4552, [
    { tag: 5, byte: 0 },
    {
      tag: 7,
      rationals: [
        [0, 1],
        [21, 1],
        [3, 1],
      ],
    },
    ascii(0x1d, '2026:03:14'),
  ]),
  thumbnail: small,
})
await make('xiaomi-offset.jpg', '#3d2b1f', 1, {
  order: 'II',
  main: camera('Xiaomi', '23127PN0CC', 'houji-user 14 UKQ1.230804.001', 1, '2026:03:15 19:40:30'),
  exif: taken('2026:03:15 19:40:30', '+08:00'),
  gps: gps(121.1127, 31.4489, [{ tag: 5, byte: 0 }]),
})
await make('iphone-portrait.jpg', '#1b2f22', 6, {
  order: 'MM',
  main: camera('Apple', 'iPhone 14 Pro', '17.4', 6, '2026:03:16 12:00:59'),
  exif: taken('2026:03:16 12:00:59', '+08:00', [
    { tag: 0x927c, opaque: Buffer.from('Apple iOS\0\0\x01MM\0\0', 'latin1') },
  ]),
  gps: gps(121.0988, 31.4601, [{ tag: 0x1f, rationals: [[4732, 1000]] }]),
  thumbnail: small,
})
await make(
  'xiaomi-no-place.jpg',
  '#443a2a',
  1,
  {
    order: 'II',
    main: camera('Xiaomi', 'Redmi Note 12', 'sunstone-user 13', 1, '2026:03:17 07:05:00'),
    exif: taken('2026:03:17 07:05:00', null),
    gps: gps(0, 0),
  },
  true,
)
await make('saved-from-chat.jpg', '#2a2a44', 1, null, true)
