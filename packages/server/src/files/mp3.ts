import { damaged, type Cleaned } from './recording-parts.ts'

/** Thousands of bits a second by index, of layer III: MPEG 1, and MPEG 2 with 2.5. */
const RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const
/** Samples a second of MPEG 1 by index; MPEG 2 has half of them, 2.5 a quarter. */
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const
const ID3_HEAD = 10
/** Bytes that are no sound, besides the tag before it: tags behind are small, and whoever sends more sends something else. */
const BETWEEN_MAX = 64 * 1024

interface Frame {
  length: number
  seconds: number
}

/** The frame of layer III that begins here; null for none. A rate of zero (`free`) is not what a recorder makes. */
export function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [sync = 0, kind = 0, rates = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2) return null
  // Of two bits: 0 is MPEG 2.5, 1 is nothing, 2 is MPEG 2, 3 is MPEG 1.
  const version = (kind >> 3) & 3
  const base = SAMPLE_RATES[(rates >> 2) & 3]
  const bits = RATES[version === 3 ? 0 : 1][rates >> 4] ?? 0
  if (version === 1 || base === undefined || bits === 0) return null
  const perSecond = base / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const samples = version === 3 ? 1152 : 576
  const length = Math.floor(((samples / 8) * bits * 1000) / perSecond) + ((rates >> 1) & 1)
  return { length, seconds: samples / perSecond }
}

/** Where the sound begins: behind the tag, whose size is told in four bytes of seven bits. */
function behindTag(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 3) !== 'ID3') return 0
  if (bytes.length < ID3_HEAD) throw damaged('a tag without its head')
  const size = [...bytes.subarray(6, ID3_HEAD)].reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  if (ID3_HEAD + size > bytes.length) throw damaged('a tag longer than the file')
  // No flags and nothing but padding: title, device and place are gone, and players step over it as before.
  bytes[5] = 0
  bytes.fill(0, ID3_HEAD, ID3_HEAD + size)
  return ID3_HEAD + size
}

/**
 * An MP3, as WeChat's recorder makes it. Tags before and behind the sound (title, artist, device, pictures) become empty
 * where they stand; its frames are not touched.
 */
export function cleanMp3(bytes: Buffer): Cleaned {
  let at = behindTag(bytes)
  let frames = 0
  let between = 0
  let seconds = 0
  while (at < bytes.length) {
    const frame = frameAt(bytes, at)
    if (!frame) {
      // A tag behind the sound, or something between its frames: nobody plays it.
      bytes[at] = 0
      at += 1
      between += 1
      if (between > BETWEEN_MAX) throw damaged('hardly any sound')
      continue
    }
    frames += 1
    seconds += frame.seconds
    at += frame.length
  }
  if (frames < 2) throw damaged('no frames')
  return { mime: 'audio/mpeg', durationMs: Math.round(seconds * 1000) }
}
