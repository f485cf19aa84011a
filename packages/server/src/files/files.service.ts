import { hash } from 'node:crypto'
import {
  CivicError,
  isRecording,
  type FileView,
  type ResidentActor,
  type StaffActor,
  type UploadedFile,
} from '@civicgrid/contracts'
import { command, newToken, type Kernel } from '../kernel/index.ts'
import { findFile, insertFile, type FileRow, type NewFile } from './files.store.ts'
import type { PhotoMaker } from './photo-maker.ts'
import type { UrlSigner, Variant } from './signed-url.ts'
import { CONTAINERS } from './recording.ts'
import type { UploadType } from './sniff.ts'
import type { Spooled } from './spool.ts'
import type { FileStorage } from './storage.ts'

export interface FilesOptions {
  kernel: Kernel
  storage: FileStorage
  signer: UrlSigner
  maker: PhotoMaker
  /** Of the city: phones write local time. */
  utcOffsetMinutes: number
}

export interface Files {
  /**
   * Makes an upload into a kept photo or recording that belongs to nothing yet. The same key with the same bytes is the same file.
   * @throws CivicError FILE_DAMAGED, FILE_TOO_LARGE, STORAGE_FULL, OVERLOADED, IDEMPOTENCY_CONFLICT
   */
  upload(actor: ResidentActor | StaffActor, idempotencyKey: string, upload: Spooled): Promise<UploadedFile>
  /** The bytes behind an address. @throws CivicError NOT_FOUND for a forged or expired one, or a swept file */
  open(token: string, query: URLSearchParams): Promise<OpenFile>
  /** What a recording of the caller's own sounds like, for whoever writes down speech. @throws CivicError NOT_FOUND */
  heard(actor: ResidentActor | StaffActor, token: string): Promise<{ bytes: Buffer; mime: string }>
}

export interface OpenFile {
  mime: string
  size: number
  /** How long the address is still good, in milliseconds. */
  leftMs: number
  /** From and until, the latter not included. @throws CivicError NOT_FOUND when it went meanwhile */
  read(from: number, until: number): Promise<Buffer>
}

export function createFiles({ kernel, storage, signer, maker, utcOffsetMinutes }: FilesOptions): Files {
  const { db, clock, random } = kernel

  function view(file: FileRow): FileView {
    const { token, mime, bytes, width, height } = file
    const now = clock.now()
    return {
      token,
      url: signer.sign(token, 'photo', now),
      thumb: isRecording(mime) ? '' : signer.sign(token, 'thumb', now),
      mime,
      bytes,
      width,
      height,
    }
  }

  return {
    async upload(actor, idempotencyKey, upload) {
      const token = newToken(random)
      const kept = await keep(token, upload)
      const discard = (): Promise<unknown> =>
        Promise.all([storage.delete(keyOf(token, 'photo')), storage.delete(keyOf(token, 'thumb'))])
      try {
        const what = {
          procedure: 'files.upload',
          actor: { kind: actor.kind, id: actor.id, role: null },
          idempotencyKey,
          input: { sha256: upload.sha256.toString('hex') },
        }
        const receipt = await command(kernel, what, async (tx) => {
          const owner = { ownerKind: actor.kind, ownerId: actor.id }
          await insertFile(tx, { token, ...owner, ...kept, createdAt: clock.now() })
          return { token }
        })
        // The key was used before: what counts is the file of that time.
        if (receipt.token !== token) await discard()
        return uploaded(receipt.token)
      } catch (cause) {
        await discard()
        throw cause
      }
    },

    async open(token, query) {
      const granted = signer.check(token, query, clock.now())
      if (!granted) throw gone()
      const { leftMs } = granted
      const file = granted.variant === 'thumb' ? undefined : await findFile(db.read, token)
      if (file && isRecording(file.mime)) {
        const read = async (from: number, until: number): Promise<Buffer> => {
          const part = await storage.slice(keyOf(token, 'photo'), from, until)
          if (!part) throw gone()
          return part
        }
        return { mime: file.mime, size: file.bytes, leftMs, read }
      }
      const bytes = await storage.get(keyOf(token, granted.variant))
      if (!bytes) throw gone()
      return {
        mime: 'image/jpeg',
        size: bytes.length,
        leftMs,
        read: async (from, until) => bytes.subarray(from, until),
      }
    },

    async heard(actor, token) {
      const file = await findFile(db.read, token)
      const own = file?.ownerKind === actor.kind && file.ownerId === actor.id && isRecording(file.mime)
      const bytes = own ? await storage.get(keyOf(token, 'photo')) : undefined
      if (!file || !bytes) throw gone()
      return { bytes, mime: file.mime }
    },
  }

  /** Puts the bytes where they stay. @returns what its row says of them */
  async function keep(token: string, { path, type }: Spooled): Promise<Kept> {
    if (isContainer(type)) {
      const { mime, bytes, sha256 } = await maker.clean({ path, container: type })
      await storage.putFile(keyOf(token, 'photo'), path)
      return { mime, bytes, width: 0, height: 0, sha256, takenAt: null, lng: null, lat: null }
    }
    const { photo, thumb, width, height, origin } = await maker.make({
      path,
      type,
      utcOffsetMinutes,
      now: clock.now(),
    })
    try {
      await storage.put(keyOf(token, 'photo'), photo)
      await storage.put(keyOf(token, 'thumb'), thumb)
    } catch (cause) {
      await storage.delete(keyOf(token, 'photo'))
      throw cause
    }
    const { takenAt, place } = origin
    const at = { takenAt, lng: place?.lng ?? null, lat: place?.lat ?? null }
    return { mime: 'image/jpeg', bytes: photo.length, width, height, sha256: hash('sha256', photo, 'buffer'), ...at }
  }

  async function uploaded(token: string): Promise<UploadedFile> {
    const file = await findFile(db.read, token)
    if (!file) throw new CivicError('NOT_FOUND', { message: 'the file was sent long ago and swept' })
    return {
      ...view(file),
      takenAt: file.takenAt === null ? null : new Date(file.takenAt).toISOString(),
      place: file.lng === null || file.lat === null ? null : { lng: file.lng, lat: file.lat },
    }
  }
}

type Kept = Omit<NewFile, 'token' | 'ownerKind' | 'ownerId' | 'createdAt'>

const isContainer = (type: UploadType): type is Exclude<UploadType, `image/${string}`> =>
  (CONTAINERS as readonly string[]).includes(type)

const gone = (): CivicError => new CivicError('NOT_FOUND', { message: 'no such file, or its address has expired' })

/** Where a file's bytes are kept. */
export function keyOf(token: string, variant: Variant): string {
  return variant === 'thumb' ? `${token}.thumb` : token
}
