import { damaged, type Cleaned } from './recording-parts.ts'

/**
 * An MP4 (ISO base media, also QuickTime and 3GP) as a phone films it. What is not needed to play it becomes `free` boxes of
 * the same length, so that nothing moves and nothing is encoded anew: place, device, names, and tracks that are neither
 * sound nor picture (a camera's path by GPS is one), with their samples. Times of creation are set to nothing.
 */
export function cleanMp4(bytes: Buffer): Cleaned {
  const found: Found = { handlers: new Set(), seconds: 0, fragments: 0, timescales: new Map(), moov: false }
  for (const box of boxesIn(bytes, 0, bytes.length)) keepOrFree(bytes, box, '', found)
  if (!found.moov || !(found.handlers.has('soun') || found.handlers.has('vide')))
    throw damaged('no sound and no picture')
  const seconds = Math.max(found.seconds, found.fragments)
  return { mime: found.handlers.has('vide') ? 'video/mp4' : 'audio/mp4', durationMs: Math.round(seconds * 1000) }
}

interface Box {
  type: string
  /** Of the header, of what is in it, and of the end. */
  at: number
  body: number
  end: number
}

interface Found {
  handlers: Set<string>
  /** By the movie's header, and by the last fragment. */
  seconds: number
  fragments: number
  /** Ticks a second by track. */
  timescales: Map<number, number>
  moov: boolean
}

/** What may stay, by the box it lies in; of these `*` boxes are looked into. */
const KEPT: Record<string, readonly string[]> = {
  '': ['ftyp', 'styp', 'moov*', 'moof*', 'mdat', 'mfra', 'sidx', 'wide'],
  moov: ['mvhd', 'trak*', 'mvex', 'iods'],
  trak: ['tkhd', 'tref', 'edts', 'tapt', 'load', 'mdia*'],
  mdia: ['mdhd', 'hdlr', 'elng', 'minf*'],
  minf: ['vmhd', 'smhd', 'nmhd', 'gmhd', 'hdlr', 'dinf', 'stbl'],
  moof: ['mfhd', 'traf*'],
  traf: ['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd', 'subs', 'saio', 'saiz', 'senc'],
}

/** @throws CivicError FILE_DAMAGED for a box that reaches beyond what it lies in */
function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    let size = bytes.readUInt32BE(at)
    let head = 8
    if (size === 1) {
      if (at + 16 > to) throw damaged('a box is cut short')
      size = Number(bytes.readBigUInt64BE(at + 8))
      head = 16
    } else if (size === 0) size = to - at
    if (size < head || at + size > to) throw damaged(`box ${at} is cut short`)
    boxes.push({ type, at, body: at + head, end: at + size })
    at += size
  }
  return boxes
}

function keepOrFree(bytes: Buffer, box: Box, parent: string, found: Found): void {
  const kept = KEPT[parent] ?? []
  if (kept.includes(`${box.type}*`)) {
    if (box.type === 'moov') found.moov = true
    const inside = boxesIn(bytes, box.body, box.end)
    if (box.type === 'trak' && !isPlayed(bytes, inside, found)) return free(bytes, box)
    if (box.type === 'traf') noteFragment(bytes, inside, found)
    for (const child of inside) keepOrFree(bytes, child, box.type, found)
  } else if (!kept.includes(box.type)) free(bytes, box)
  else if (box.type === 'mvhd') {
    const { ticks, timescale } = header(bytes, box)
    if (timescale > 0) found.seconds = ticks / timescale
  } else if (box.type === 'mdhd' || box.type === 'tkhd') header(bytes, box)
}

function free(bytes: Buffer, { at, body, end }: Box): void {
  bytes.write('free', at + 4, 'latin1')
  bytes.fill(0, body, end)
}

/** Sets the times of a header to nothing. @returns its duration; of `tkhd` meaningless numbers, since it has no timescale */
function header(bytes: Buffer, { body, end }: Box): { ticks: number; timescale: number } {
  const long = bytes[body] === 1
  if (end - body < (long ? 32 : 20)) throw damaged('a header is cut short')
  bytes.fill(0, body + 4, body + (long ? 20 : 12))
  const at = body + (long ? 20 : 12)
  const ticks = long ? Number(bytes.readBigUInt64BE(at + 4)) : bytes.readUInt32BE(at + 4)
  // All ones: not known.
  const known = long ? ticks < Number.MAX_SAFE_INTEGER : ticks < 0xffff_ffff
  return { ticks: known ? ticks : 0, timescale: bytes.readUInt32BE(at) }
}

const child = (inside: readonly Box[], type: string): Box | undefined => inside.find((box) => box.type === type)

/** Whether a track is sound or picture; the samples of any other are blanked, since the track alone would leave them. */
function isPlayed(bytes: Buffer, trak: readonly Box[], found: Found): boolean {
  const mdia = child(trak, 'mdia')
  const inside = mdia ? boxesIn(bytes, mdia.body, mdia.end) : []
  const hdlr = child(inside, 'hdlr')
  const handler = hdlr && hdlr.end - hdlr.body >= 12 ? bytes.toString('latin1', hdlr.body + 8, hdlr.body + 12) : ''
  if (handler === 'soun' || handler === 'vide') {
    found.handlers.add(handler)
    const tkhd = child(trak, 'tkhd')
    const mdhd = child(inside, 'mdhd')
    if (tkhd && mdhd && tkhd.end - tkhd.body >= 24 && mdhd.end - mdhd.body >= 24) {
      const id = bytes.readUInt32BE(tkhd.body + (bytes[tkhd.body] === 1 ? 20 : 12))
      found.timescales.set(id, bytes.readUInt32BE(mdhd.body + (bytes[mdhd.body] === 1 ? 20 : 12)))
    }
    return true
  }
  const minf = child(inside, 'minf')
  const stbl = minf && child(boxesIn(bytes, minf.body, minf.end), 'stbl')
  if (stbl) blankSamples(bytes, boxesIn(bytes, stbl.body, stbl.end))
  return false
}

/** A fragment tells from when it plays; its own length is a second or so and need not be counted. */
function noteFragment(bytes: Buffer, traf: readonly Box[], found: Found): void {
  const tfhd = child(traf, 'tfhd')
  const tfdt = child(traf, 'tfdt')
  if (!tfhd || !tfdt || tfhd.end - tfhd.body < 8 || tfdt.end - tfdt.body < 8) return
  const timescale = found.timescales.get(bytes.readUInt32BE(tfhd.body + 4)) ?? 0
  const long = bytes[tfdt.body] === 1 && tfdt.end - tfdt.body >= 12
  const ticks = long ? Number(bytes.readBigUInt64BE(tfdt.body + 4)) : bytes.readUInt32BE(tfdt.body + 4)
  if (timescale > 0) found.fragments = Math.max(found.fragments, ticks / timescale)
}

/** Blanks every sample that a sample table names: chunk by chunk, as many samples in each as `stsc` says. */
function blankSamples(bytes: Buffer, stbl: readonly Box[]): void {
  const sizes = table(bytes, child(stbl, 'stsz'), 8)
  const runs = table(bytes, child(stbl, 'stsc'), 4)
  const short = child(stbl, 'stco')
  const chunks = table(bytes, short ?? child(stbl, 'co64'), 4)
  if (!sizes || !runs || !chunks) return
  const wide = short ? 4 : 8
  const same = bytes.readUInt32BE(sizes.from - 8)
  let sample = 0
  let run = -1
  const runAt = (i: number): number => runs.from + i * 12
  for (let chunk = 0; chunk < chunks.count && chunks.from + (chunk + 1) * wide <= chunks.end; chunk++) {
    while (run + 1 < runs.count && runAt(run + 2) <= runs.end && bytes.readUInt32BE(runAt(run + 1)) <= chunk + 1) run++
    if (run < 0) return
    const at = chunks.from + chunk * wide
    let from = wide === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at))
    for (let n = bytes.readUInt32BE(runAt(run) + 4); n > 0 && sample < sizes.count; n--, sample++) {
      const own = sizes.from + sample * 4
      if (same === 0 && own + 4 > sizes.end) return
      const size = same || bytes.readUInt32BE(own)
      if (from >= bytes.length) break
      bytes.fill(0, from, Math.min(bytes.length, from + size))
      from += size
    }
  }
}

/** A full box with a count and entries behind it. @param countAt bytes behind version and flags at which entries are counted */
function table(
  bytes: Buffer,
  box: Box | undefined,
  countAt: 4 | 8,
): { count: number; from: number; end: number } | undefined {
  if (!box || box.body + 4 + countAt > box.end) return undefined
  return { count: bytes.readUInt32BE(box.body + countAt), from: box.body + countAt + 4, end: box.end }
}
