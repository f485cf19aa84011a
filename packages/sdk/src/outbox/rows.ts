import type { NamedFile } from '../files/named.ts'
import type { Receipt, SubmitInput } from '../wire/appeals.ts'

/** Which list of the appeal a file's token goes into. */
export type FileField = 'photos' | 'recordings'

/** An appeal that waits to be sent. Photos and recordings lie beside it until they are needed. */
export interface WaitingAppeal {
  readonly id: string
  /** ISO UTC: when it was put in. */
  readonly at: string
  /**
   * `waiting` for a network, `sending`, `signIn`: for whoever wrote it to sign in again, `refused`: the server says no and
   * `problem` says why, `sent`: `receipt` says under which code.
   */
  readonly state: 'waiting' | 'sending' | 'signIn' | 'refused' | 'sent'
  /** What will be sent, without its files; null once it is sent, since then nothing of it stays on the device. */
  readonly input: SubmitInput | null
  readonly files: number
  readonly problem: { readonly code: string; readonly fields: Readonly<Record<string, string>> | null } | null
  readonly receipt: Receipt | null
}

export interface FileRow {
  field: FileField
  name?: string
  /** Under which it is uploaded however often that is tried. */
  key: string
  token: string | null
  /** Epoch milliseconds. */
  sentAt: number
}

export interface Row extends Omit<WaitingAppeal, 'files' | 'at'> {
  state: Exclude<WaitingAppeal['state'], 'sending'>
  at: number
  files: FileRow[]
  /** The idempotency key, fixed when the appeal was put in. */
  key: string
  /** The whole body, fixed before it is sent for the first time: the same body under the same key is one appeal. */
  body: SubmitInput | null
  /** When it was sent for the first time. */
  triedAt: number | null
}

/** A file's bytes: some web-views lose a Blob that is kept. */
export interface KeptBytes {
  type: string
  bytes: ArrayBuffer
}

/** Where a platform names its files the store sees to it that the one under this name stays. */
export type KeptFile = KeptBytes | NamedFile

/** Uploads that no appeal names are swept after a day. */
export const FRESH_MS = 20 * 3_600_000
/** The server knows a key for 30 days; after that the same body would be a second appeal. */
export const KNOWN_MS = 28 * 24 * 3_600_000

export const shownOf = (
  { id, at, state, input, files, problem, receipt }: Row,
  sending: string | null,
): WaitingAppeal => ({
  id,
  at: new Date(at).toISOString(),
  state: state !== 'sent' && sending === id ? 'sending' : state,
  input,
  files: files.length,
  problem,
  receipt,
})

/** The body as it goes out: tokens that came with the input first, then the files in their order. */
export function bodyOf({ input, files }: Row): SubmitInput | null {
  if (!input) return null
  const tokens = (field: FileField) => files.flatMap((file) => (file.field === field && file.token ? file.token : []))
  const photos = [...(input.photos ?? []), ...tokens('photos')]
  const recordings = [...(input.recordings ?? []), ...tokens('recordings')]
  return { ...input, ...(photos.length > 0 ? { photos } : {}), ...(recordings.length > 0 ? { recordings } : {}) }
}

export const isFresh = ({ token, sentAt }: FileRow, now: number): boolean => token !== null && now - sentAt < FRESH_MS

/** What an error says, also of another copy of the SDK. */
export interface Said {
  code: string
  retryable: boolean
  retryAfterMs: number | null
  fields: Readonly<Record<string, string>> | null
}

export function saidBy(error: unknown): Said {
  const said = (typeof error === 'object' && error !== null ? error : {}) as Partial<Said>
  return {
    code: typeof said.code === 'string' ? said.code : 'INTERNAL',
    retryable: said.retryable === true,
    retryAfterMs: typeof said.retryAfterMs === 'number' ? said.retryAfterMs : null,
    fields: said.fields ?? null,
  }
}

/** The server no longer has an upload that the body names, so the body was never taken. */
export const filesGone = ({ code, fields }: Said): boolean =>
  code === 'BAD_INPUT' && Object.keys(fields ?? {}).some((field) => /^(photos|recordings)\.\d+$/.test(field))
