import { damaged, type Cleaned } from './recording-parts.ts'

/** Element ids of Matroska that matter here, with their marker bits. */
const ID = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  date: 0x4461,
  title: 0x7ba9,
  fileName: 0x7384,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  trackName: 0x536e,
  cluster: 0x1f43b675,
  clusterTime: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  cues: 0x1c53bb6b,
  seekHead: 0x114d9b74,
  tags: 0x1254c367,
  chapters: 0x1043a770,
  attachments: 0x1941a469,
} as const

const VOID = 0xec
/** What tells of the device and its owner, and plays no part in playing. */
const NEEDLESS = new Set<number>([ID.tags, ID.chapters, ID.attachments, ID.date, ID.title, ID.fileName, ID.trackName])
/** Which elements are looked into, by the one they lie in; 0 is the file. */
const ENTERED: Readonly<Record<number, readonly number[]>> = {
  0: [ID.segment],
  [ID.segment]: [ID.info, ID.tracks, ID.cluster],
  [ID.tracks]: [ID.track],
  [ID.cluster]: [ID.blockGroup],
}
/** Which of them end an element that did not know its length: recorders write as they go. */
const OF_SEGMENT = new Set<number>([
  ID.info,
  ID.tracks,
  ID.cluster,
  ID.cues,
  ID.seekHead,
  ID.tags,
  ID.chapters,
  ID.attachments,
])

/**
 * A WebM as a browser records it. Tags, titles, dates and attachments become `Void` elements of the same length, so that
 * nothing moves and nothing is encoded anew.
 */
export function cleanWebm(bytes: Buffer): Cleaned {
  const found: Found = { video: false, audio: false, scale: 1_000_000, duration: 0, cluster: 0, last: 0 }
  walk(bytes, 0, bytes.length, found, 0, false)
  if (!found.audio && !found.video) throw damaged('no sound and no picture')
  const durationMs = Math.round((Math.max(found.duration, found.last) * found.scale) / 1_000_000)
  return { mime: found.video ? 'video/webm' : 'audio/webm', durationMs }
}

interface Found {
  video: boolean
  audio: boolean
  /** Nanoseconds a tick. */
  scale: number
  /** In ticks: as the head says, where the present cluster begins, where the last block lies. */
  duration: number
  cluster: number
  last: number
}

interface Element {
  id: number
  at: number
  body: number
  /** Null: until something comes that cannot lie in it. */
  end: number | null
}

function walk(bytes: Buffer, from: number, to: number, found: Found, parent: number, endless: boolean): number {
  let at = from
  while (at < to) {
    const element = readElement(bytes, at, to)
    // A recording that was cut off ends in the middle of a block: what came until then plays.
    if (!element) return to
    const { id, body } = element
    if (endless && OF_SEGMENT.has(id)) return at
    const end = element.end ?? to
    if (NEEDLESS.has(id)) {
      if (element.end === null) throw damaged('an element without an end')
      makeVoid(bytes, element.at, end)
    } else note(bytes, id, body, end, found)
    const entered = ENTERED[parent]?.includes(id)
    at = entered ? walk(bytes, body, end, found, id, id === ID.cluster && element.end === null) : end
  }
  return at
}

function note(bytes: Buffer, id: number, body: number, end: number, found: Found): void {
  if (id === ID.timestampScale) found.scale = unsigned(bytes, body, end) || found.scale
  else if (id === ID.duration) found.duration = real(bytes, body, end)
  else if (id === ID.trackType) {
    const type = unsigned(bytes, body, end)
    if (type === 1) found.video = true
    if (type === 2) found.audio = true
  } else if (id === ID.clusterTime) found.cluster = unsigned(bytes, body, end)
  else if (id === ID.simpleBlock || id === ID.block) {
    // A track number of one byte or more, then when the block plays, counted from its cluster.
    const track = vintLength(bytes[body] ?? 0)
    if (body + track + 2 <= end) found.last = Math.max(found.last, found.cluster + bytes.readInt16BE(body + track))
  }
}

/** @throws CivicError FILE_DAMAGED for what is no element at all */
function readElement(bytes: Buffer, at: number, to: number): Element | null {
  const idLength = vintLength(bytes[at] ?? 0)
  if (idLength > 4) throw damaged(`no element at ${at}`)
  if (at + idLength >= to) return null
  const id = bytes.readUIntBE(at, idLength)
  const sizeAt = at + idLength
  const first = bytes[sizeAt] ?? 0
  const sizeLength = vintLength(first)
  if (sizeLength > 8) throw damaged(`no length at ${sizeAt}`)
  const body = sizeAt + sizeLength
  if (body > to) return null
  let size = first & (0xff >> sizeLength)
  let unknown = size === 0xff >> sizeLength
  for (let i = 1; i < sizeLength; i++) {
    const byte = bytes[sizeAt + i] ?? 0
    unknown &&= byte === 0xff
    size = size * 256 + byte
  }
  if (unknown) return { id, at, body, end: null }
  return { id, at, body, end: Math.min(to, body + size) }
}

/** How many bytes a number of variable length takes, by its first; 9 for none. */
const vintLength = (first: number): number => Math.clz32(first) - 23

function unsigned(bytes: Buffer, from: number, end: number): number {
  const length = end - from
  return length >= 1 && length <= 6 ? bytes.readUIntBE(from, length) : 0
}

function real(bytes: Buffer, from: number, end: number): number {
  const value = end - from === 8 ? bytes.readDoubleBE(from) : end - from === 4 ? bytes.readFloatBE(from) : 0
  return Number.isFinite(value) && value > 0 ? value : 0
}

/** The same length, nothing in it. */
function makeVoid(bytes: Buffer, at: number, end: number): void {
  const length = end - at
  bytes.fill(0, at, end)
  bytes[at] = VOID
  if (length < 9) bytes[at + 1] = 0x80 | (length - 2)
  else {
    bytes[at + 1] = 0x01
    bytes.writeUIntBE(length - 9, at + 3, 6)
  }
}
