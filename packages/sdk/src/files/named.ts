import type { Http } from '../transport/http.ts'
import type { UploadProgress } from './xhr.ts'

/** A file that a platform names and does not hand over: what mini-programs know of a photo. */
export interface NamedFile {
  readonly path: string
}

/** How such a file is sent as the part `field` of a form. The request comes without a body. */
export type SendNamed = (file: NamedFile, field: string, onProgress?: (progress: UploadProgress) => void) => Http
