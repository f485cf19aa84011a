/** Recordings built box by box, as phones and browsers write them, with everything in them that must go. */

const u32 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, i) => bytes.writeUInt32BE(number >>> 0, i * 4))
  return bytes
}
export const box = (type: string, ...parts: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** What must not be found in a cleaned recording. */
export const SECRETS = ['+31.0050+121.0150', 'Phone Of Li Ming', 'GPS-TRACK', 'com.maker.model']
export const CREATED = 3_850_000_000

function track(id: number, handler: string, seconds: number, chunkAt: number, size: number): Buffer {
  const tkhd = box('tkhd', u32(0, CREATED, CREATED, id, 0, seconds * 600), Buffer.alloc(60))
  const mdhd = box('mdhd', u32(0, CREATED, CREATED, 1000, seconds * 1000, 0))
  const hdlr = box('hdlr', u32(0, 0), handler, Buffer.alloc(13))
  const stbl = box(
    'stbl',
    box('stsz', u32(0, 0, 1, size)),
    box('stsc', u32(0, 1, 1, 1, 1)),
    box('stco', u32(0, 1, chunkAt)),
  )
  return box('trak', tkhd, box('udta', box('name', 'Phone Of Li Ming')), box('mdia', mdhd, hdlr, box('minf', stbl)))
}

/** A film of a phone: sound and picture, the camera's path as a track of its own, place and model beside it. */
export function phoneFilm({ seconds = 12, handlers = ['vide', 'soun'] as string[], brand = 'mp42' } = {}): Buffer {
  const ftyp = box('ftyp', brand, u32(0), 'isom')
  const samples = ['PICTURE-AND-SOUND', 'GPS-TRACK']
  const media = ftyp.length + 8
  const path = media + (samples[0]?.length ?? 0)
  const moov = box(
    'moov',
    box('mvhd', u32(0, CREATED, CREATED, 600, seconds * 600), Buffer.alloc(80)),
    ...handlers.map((handler, i) => track(i + 1, handler, seconds, media, 17)),
    track(9, 'meta', seconds, path, 9),
    box('udta', box('\xa9xyz', '+31.0050+121.0150/')),
    box('meta', u32(0), 'com.maker.model Phone Of Li Ming'),
  )
  return Buffer.concat([ftyp, box('mdat', ...samples), moov, box('uuid', 'Phone Of Li Ming')])
}

/** What a browser records as MP4: a head without a length, then fragments. */
export function fragmentedSound(seconds: number): Buffer {
  const moov = box('moov', box('mvhd', u32(0, CREATED, CREATED, 1000, 0), Buffer.alloc(80)), track(1, 'soun', 0, 0, 0))
  const fragment = (second: number): Buffer =>
    Buffer.concat([
      box('moof', box('mfhd', u32(0, second)), box('traf', box('tfhd', u32(0, 1)), box('tfdt', u32(0, second * 1000)))),
      box('mdat', 'SOUND'),
    ])
  return Buffer.concat([
    box('ftyp', 'iso5', u32(0)),
    moov,
    ...Array.from({ length: seconds + 1 }, (_, i) => fragment(i)),
  ])
}

const UNKNOWN = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
export function element(id: number, body: Buffer | string, unknown = false): Buffer {
  const hex = id.toString(16)
  const content = typeof body === 'string' ? Buffer.from(body, 'latin1') : body
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x1000_0000 + content.length)
  return Buffer.concat([Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'), unknown ? UNKNOWN : size, content])
}
const byte = (...numbers: number[]): Buffer => Buffer.from(numbers)

/** What a browser records: neither the whole nor its clusters know how long they are. */
export function browserRecording({ seconds = 8, video = false } = {}): Buffer {
  const tracks = element(
    0x1654ae6b,
    Buffer.concat([
      element(0xae, Buffer.concat([element(0x83, byte(2)), element(0x536e, 'Phone Of Li Ming')])),
      ...(video ? [element(0xae, element(0x83, byte(1)))] : []),
    ]),
  )
  const info = element(
    0x1549a966,
    Buffer.concat([
      element(0x2ad7b1, byte(0x0f, 0x42, 0x40)),
      element(0x7ba9, 'com.maker.model'),
      element(0x4461, u32(0, 7)),
    ]),
  )
  const cluster = (second: number): Buffer =>
    element(
      0x1f43b675,
      Buffer.concat([
        element(0xe7, u32(second * 1000)),
        element(0xa3, Buffer.concat([byte(0x81, 0x03, 0xde, 0x80), Buffer.from('OPUS')])),
      ]),
      true,
    )
  const tags = element(0x1254c367, '+31.0050+121.0150 GPS-TRACK')
  const clusters = Array.from({ length: seconds }, (_, i) => cluster(i))
  const segment = element(0x18538067, Buffer.concat([info, tracks, ...clusters, tags]), true)
  return Buffer.concat([element(0x1a45dfa3, element(0x4282, 'webm')), segment])
}

/** As WeChat's recorder makes it: 16 kHz, 32 kbit/s, a tag before and another behind. */
export function phoneSpeech(seconds: number): Buffer {
  const tag = Buffer.from('TIT2 Phone Of Li Ming +31.0050+121.0150', 'latin1')
  const head = Buffer.concat([Buffer.from('ID3\x03\0\x40', 'latin1'), byte(0, 0, 0, tag.length), tag])
  const frame = Buffer.alloc(144)
  frame.set([0xff, 0xf3, 0x48, 0xc4])
  frame.write('SOUND', 4, 'latin1')
  const frames = Array.from({ length: Math.ceil((seconds * 16_000) / 576) }, () => frame)
  return Buffer.concat([head, ...frames, Buffer.from('TAGcom.maker.model'.padEnd(128, ' '), 'latin1')])
}

/** Ogg with Opus, its comments over two pages. */
export function oggSpeech(seconds: number): Buffer {
  const page = (granule: number, packets: string[], flags = 0, open = false): Buffer => {
    const lacing = packets.flatMap((packet, i) => {
      const whole = Array.from({ length: Math.floor(packet.length / 255) }, () => 255)
      return open && i === packets.length - 1 ? whole : [...whole, packet.length % 255]
    })
    const head = Buffer.alloc(27)
    head.write('OggS', 'latin1')
    head[5] = flags
    head.writeBigInt64LE(BigInt(granule), 6)
    head[26] = lacing.length
    return Buffer.concat([head, Buffer.from(lacing), Buffer.from(packets.join(''), 'latin1')])
  }
  const skip = '\x38\x01'
  const comments = `OpusTags\x07\0\0\0Firefox\x02\0\0\0${'LOCATION=+31.0050+121.0150 '.padEnd(231, '.')}`
  return Buffer.concat([
    page(0, [`OpusHead\x01\x01${skip}\x80\xbb\0\0\0\0\0`], 2),
    page(-1, [comments.padEnd(255, '.')], 0, true),
    page(0, ['COMMENT=com.maker.model Phone Of Li Ming'], 1),
    page(312 + 48_000 * seconds, ['SOUND']),
  ])
}
