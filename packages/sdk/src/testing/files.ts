import { CivicError, FILE_MAX_BYTES } from '@civicgrid/contracts'
import type { UploadedFile } from '../wire/identity.ts'
import type { Photo } from '../wire/appeals.ts'
import type { Chance } from './chance.ts'
import type { MockPerson } from './city.ts'

interface KeptFile {
  readonly view: UploadedFile
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly owner: number
}

/** What the first bytes say, as the server looks at them. */
const MAGIC: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['image/jpeg', ([a, b]) => a === 0xff && b === 0xd8],
  ['image/png', ([a, b, c, d]) => a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47],
  ['image/webp', (bytes) => ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP'],
]

const ascii = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))

function typeOf(bytes: Uint8Array): string {
  const found = MAGIC.find(([, is]) => is(bytes))
  if (found) return found[0]
  const heic = ascii(bytes, 4) === 'ftyp' && ['heic', 'heix', 'mif1'].includes(ascii(bytes, 8))
  throw new CivicError(heic ? 'FILE_HEIC_UNSUPPORTED' : 'FILE_TYPE_UNSUPPORTED')
}

/** Uploads of the mock. Their bytes are kept as they came; nothing is decoded, so every photo is called 1600 × 1200. */
export function createFiles(chance: Chance) {
  const kept = new Map<string, KeptFile>()
  return {
    /** @throws CivicError FILE_TYPE_UNSUPPORTED, FILE_HEIC_UNSUPPORTED, FILE_TOO_LARGE */
    keep(bytes: Uint8Array<ArrayBuffer>, owner: MockPerson): UploadedFile {
      if (bytes.length > FILE_MAX_BYTES) throw new CivicError('FILE_TOO_LARGE')
      const mime = typeOf(bytes)
      const token = chance.hex(22)
      const url = `/files/${token}`
      const size = { bytes: bytes.length, width: 1600, height: 1200 }
      const view = { token, url, thumb: url, mime, ...size, takenAt: null, place: null }
      kept.set(token, { view, bytes, owner: owner.actor.id })
      return view
    },
    /** Only the caller's own uploads may be named. @throws CivicError TOO_MANY_PHOTOS, BAD_INPUT */
    demand(tokens: readonly string[], { actor }: MockPerson, max: number): void {
      if (tokens.length > max) throw new CivicError('TOO_MANY_PHOTOS', { fields: { photos: `${max} at most` } })
      const stranger = tokens.findIndex((token) => kept.get(token)?.owner !== actor.id)
      if (stranger >= 0) throw new CivicError('BAD_INPUT', { fields: { [`photos.${stranger}`]: 'unknown' } })
    },
    photo(token: string): Photo | null {
      const file = kept.get(token)
      if (!file) return null
      const { url, thumb, width, height } = file.view
      return { token, url, thumb, width, height }
    },
    get: (token: string) => kept.get(token),
    clear: () => kept.clear(),
  }
}

export type MockFiles = ReturnType<typeof createFiles>
