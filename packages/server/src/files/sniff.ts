import { CivicError, type FileType } from '@civicgrid/contracts'
import { frameAt } from './mp3.ts'
import type { Container } from './recording.ts'

/** How many first bytes are enough to tell a type. */
export const SNIFF_BYTES = 32

/** Brands of the ISO base media container that mean "a HEIC photo" (iPhone, newer Huawei and Xiaomi by setting). */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/** Brands of the same container that mean film or sound: MP4, its fragments, iTunes audio, QuickTime, 3GP. */
const MP4_BRANDS = /^(iso[m2-9]|mp4[12v]|avc1|dash|hlsf|M4[AV] |MSNV|qt  |3g[p2].)$/

/** What an upload may be: a photo, or a container of sound and film. */
export type UploadType = FileType | Container

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** What the bytes are, whatever the name and the declared type say. */
export function sniff(head: Uint8Array): UploadType | 'heic' | 'unknown' {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'image/webp'
  if (ascii(head, 4, 8) === 'ftyp' && HEIC_BRANDS.has(ascii(head, 8, 12))) return 'heic'
  if (ascii(head, 4, 8) === 'ftyp' && MP4_BRANDS.test(ascii(head, 8, 12))) return 'mp4'
  if (ascii(head, 0, 4) === '\x1aE\xdf\xa3') return 'webm'
  if (ascii(head, 0, 4) === 'OggS') return 'ogg'
  if (ascii(head, 0, 3) === 'ID3' || frameAt(head, 0)) return 'mp3'
  return 'unknown'
}

/** @throws CivicError FILE_HEIC_UNSUPPORTED, FILE_TYPE_UNSUPPORTED */
export function acceptedType(head: Uint8Array): UploadType {
  const type = sniff(head)
  if (type === 'heic') throw new CivicError('FILE_HEIC_UNSUPPORTED', { message: 'HEIC photos are not taken' })
  if (type === 'unknown') throw new CivicError('FILE_TYPE_UNSUPPORTED', { message: 'no photo and no recording' })
  return type
}
