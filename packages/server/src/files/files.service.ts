import { hash } from 'node:crypto'
import { CivicError, type FileView, type ResidentActor, type StaffActor, type UploadedFile } from '@civicgrid/contracts'
import { command, newToken, type Kernel } from '../kernel/index.ts'
import { findFile, insertFile, type FileRow } from './files.store.ts'
import type { PhotoMaker } from './photo-maker.ts'
import type { UrlSigner, Variant } from './signed-url.ts'
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
   * Makes an upload into a kept photo that belongs to nothing yet. The same key with the same bytes is the same file.
   * @throws CivicError FILE_DAMAGED, FILE_TOO_LARGE, STORAGE_FULL, OVERLOADED, IDEMPOTENCY_CONFLICT
   */
  upload(actor: ResidentActor | StaffActor, idempotencyKey: string, upload: Spooled): Promise<UploadedFile>
  /** The bytes behind an address. @throws CivicError NOT_FOUND for a forged or expired one, or a swept file */
  open(token: string, query: URLSearchParams): Promise<{ bytes: Buffer; leftMs: number }>
}

export function createFiles({ kernel, storage, signer, maker, utcOffsetMinutes }: FilesOptions): Files {
  const { db, clock, random } = kernel

  function view(file: FileRow): FileView {
    const { token, mime, bytes, width, height } = file
    const now = clock.now()
    return {
      token,
      url: signer.sign(token, 'photo', now),
      thumb: signer.sign(token, 'thumb', now),
      mime,
      bytes,
      width,
      height,
    }
  }

  return {
    async upload(actor, idempotencyKey, upload) {
      const token = newToken(random)
      const { path, type } = upload
      const kept = await maker.make({ path, type, utcOffsetMinutes, now: clock.now() })
      const discard = (): Promise<unknown> =>
        Promise.all([storage.delete(keyOf(token, 'photo')), storage.delete(keyOf(token, 'thumb'))])
      try {
        await storage.put(keyOf(token, 'photo'), kept.photo)
        await storage.put(keyOf(token, 'thumb'), kept.thumb)
        const what = {
          procedure: 'files.upload',
          actor: { kind: actor.kind, id: actor.id, role: null },
          idempotencyKey,
          input: { sha256: upload.sha256.toString('hex') },
        }
        const receipt = await command(kernel, what, async (tx) => {
          await insertFile(tx, {
            token,
            ownerKind: actor.kind,
            ownerId: actor.id,
            mime: 'image/jpeg',
            bytes: kept.photo.length,
            width: kept.width,
            height: kept.height,
            sha256: hash('sha256', kept.photo, 'buffer'),
            takenAt: kept.origin.takenAt,
            lng: kept.origin.place?.lng ?? null,
            lat: kept.origin.place?.lat ?? null,
            createdAt: clock.now(),
          })
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
      const bytes = granted && (await storage.get(keyOf(token, granted.variant)))
      if (!bytes) throw new CivicError('NOT_FOUND', { message: 'no such file, or its address has expired' })
      return { bytes, leftMs: granted.leftMs }
    },
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

/** Where a file's bytes are kept. */
export function keyOf(token: string, variant: Variant): string {
  return variant === 'thumb' ? `${token}.thumb` : token
}
