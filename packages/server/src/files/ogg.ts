import { damaged, type Cleaned } from './recording-parts.ts'

/** Opus always counts 48,000 a second in its pages. */
const PER_SECOND = 48_000
const HEAD = 'OpusHead'
const TAGS = 'OpusTags'

/**
 * An Ogg file with Opus, as a browser records speech. The list of comments (title, device, place) becomes empty and the
 * rest of its packet padding, page by page with new checksums; the sound is not touched.
 */
export function cleanOgg(bytes: Buffer): Cleaned {
  const pages = pagesOf(bytes)
  const [first, second] = pages
  if (!first || !bytes.toString('latin1', first.body, first.body + 8).startsWith(HEAD)) throw damaged('no Opus')
  if (!second || bytes.toString('latin1', second.body, second.body + 8) !== TAGS) throw damaged('no comment page')
  const preSkip = first.end - first.body >= 12 ? bytes.readUInt16LE(first.body + 10) : 0
  blankComments(bytes, pages.slice(1))
  const last = pages.findLast(({ granule }) => granule > 0)
  return {
    mime: 'audio/ogg',
    durationMs: Math.max(0, Math.round((((last?.granule ?? 0) - preSkip) * 1000) / PER_SECOND)),
  }
}

interface Page {
  at: number
  body: number
  end: number
  granule: number
  /** A packet ends in this page. */
  ends: boolean
}

function pagesOf(bytes: Buffer): Page[] {
  const pages: Page[] = []
  for (let at = 0; at + 27 <= bytes.length;) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS') throw damaged(`no page at ${at}`)
    const segments = bytes[at + 26] ?? 0
    const body = at + 27 + segments
    let end = body
    let ends = false
    for (let i = 0; i < segments; i++) {
      const lacing = bytes[at + 27 + i] ?? 0
      end += lacing
      ends ||= lacing < 255
    }
    // Cut off in its last page: what came until then plays.
    if (end > bytes.length) break
    const granule = bytes.readBigInt64LE(at + 6)
    pages.push({ at, body, end, granule: granule < 0n ? 0 : Number(granule), ends })
    at = end
  }
  return pages
}

/** Behind the magic word come the vendor's name and the comments, each with its length; both become none. */
function blankComments(bytes: Buffer, pages: readonly Page[]): void {
  for (const [i, page] of pages.entries()) {
    const from = i === 0 ? page.body + TAGS.length : page.body
    // The comments may share their last page with sound only against the rules of Ogg Opus: the page is theirs alone.
    bytes.fill(0, Math.min(from, page.end), page.end)
    bytes.writeUInt32LE(0, page.at + 22)
    bytes.writeUInt32LE(checksum(bytes.subarray(page.at, page.end)), page.at + 22)
    if (page.ends) return
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let rest = i << 24
  for (let bit = 0; bit < 8; bit++) rest = rest & 0x8000_0000 ? (rest << 1) ^ 0x04c1_1db7 : rest << 1
  return rest >>> 0
})

/** CRC-32 as Ogg has it: polynomial 0x04c11db7, not mirrored, from zero. */
export function checksum(page: Uint8Array): number {
  let rest = 0
  for (const byte of page) rest = ((rest << 8) ^ (TABLE[((rest >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return rest
}
