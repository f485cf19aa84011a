import { FILE_FIELD, FILES_PATH } from '@civicgrid/contracts/constants'
import type { Credentials } from '../session/session.ts'
import { bodyOf } from '../transport/answer.ts'
import type { Attempting } from '../transport/caller.ts'
import type { CommandOptions } from '../transport/caller.types.ts'
import { newKey } from '../transport/key.ts'
import type { Link } from '../transport/link.ts'
import type { NamedFile, SendNamed } from '../files/named.ts'
import { httpOverXhr, type UploadProgress } from '../files/xhr.ts'
import type { UploadedFile } from '../wire/identity.ts'

export interface UploadOptions extends CommandOptions {
  /** Called as bytes leave, where the platform can tell (XMLHttpRequest); a retry starts from nothing again. */
  onProgress?: (progress: UploadProgress) => void
  /** For a Blob; a File has its own. The server looks at the bytes, not at the name. */
  name?: string
}

/** Photos on their way to an appeal, a feedback or a rating. */
export interface FilesFacade {
  /**
   * Sends one photo: JPEG, PNG or WebP, at most 10 MB. The answer's `token` is what `appeals.submit` and others take.
   * @throws CivicError FILE_TYPE_UNSUPPORTED, FILE_HEIC_UNSUPPORTED, FILE_TOO_LARGE, FILE_DAMAGED
   */
  upload(photo: Blob | NamedFile, options?: UploadOptions): Promise<UploadedFile>
  /** The whole address of a photo's `url` or `thumb`; it expires. */
  url(path: string): string
}

/** A photo over a slow line takes its time. */
const UPLOAD_MS = 120_000

export interface FilesParts {
  baseUrl: string
  link: Link
  credentials: Credentials
  attempts: Attempting
  /** Whether this is a browser whose own fetch is used: then uploads go by XMLHttpRequest. */
  xhr: boolean
  /** Sends files that the platform names and does not hand over. */
  named?: SendNamed | undefined
}

export function filesFacade({ baseUrl, link, credentials, attempts, xhr, named }: FilesParts): FilesFacade {
  return {
    upload(photo, { onProgress, name, timeoutMs = UPLOAD_MS, idempotencyKey = newKey(), signal, account } = {}) {
      const options = { timeoutMs, idempotencyKey, signal, account }
      const isNamed = 'path' in photo
      const over = isNamed
        ? named?.(photo, FILE_FIELD, onProgress)
        : xhr && onProgress
          ? httpOverXhr(onProgress)
          : undefined
      return attempts(signal, async () => {
        let body: FormData | undefined
        if (!isNamed) {
          body = new FormData()
          if (name === undefined) body.append(FILE_FIELD, photo)
          else body.append(FILE_FIELD, photo, name)
        }
        const message = { method: 'POST', path: FILES_PATH, body, ...options } as const
        const answer = await link(message, credentials, over)
        return bodyOf(answer) as UploadedFile
      })
    },
    url: (path) => (path.startsWith('/') ? baseUrl + path : path),
  }
}
