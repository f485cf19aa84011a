import type { NamedFile } from '../files/named.ts'
import type { Receipt, SubmitInput } from '../wire/appeals.ts'
import { fileOf } from './files.ts'
import type { KeptStore } from './kept.ts'
import { bodyOf, filesGone, isFresh, KNOWN_MS, saidBy, type KeptFile, type Row, type Said } from './rows.ts'

/** With what an outbox sends: under which key, and for which account, whoever is signed in by the time it arrives. */
export interface OutboxCall {
  idempotencyKey?: string
  account?: string
  signal?: AbortSignal
}

/** What an outbox needs of a client: `createCivic` makes one. */
export interface OutboxClient {
  readonly appeals: {
    submit(input: SubmitInput, options?: OutboxCall): Promise<Receipt>
  }
  readonly files: {
    upload(file: Blob | NamedFile, options?: OutboxCall & { name?: string }): Promise<{ token: string }>
  }
  readonly identity: { me(options?: { signal?: AbortSignal }): Promise<{ kind: string; account?: string }> }
}

/** What became of one try: gone on, or why not. */
export type Tried = { next: 'done' } | { next: 'signIn' } | { next: 'later'; said: Said }

export interface Sending {
  civic: OutboxClient
  store: KeptStore
  account: string
  rowName(id: string): string
  fileName(id: string, n: number): string
  signal: AbortSignal
  now(): number
}

/**
 * Sends one appeal: its files, then itself, under the key it was put in with. Every step is kept before the next begins,
 * so that a page that is killed goes on where it was.
 */
export async function sendRow(row: Row, sending: Sending, uploadsAgain = true): Promise<Tried> {
  const { civic, store, account, signal, now } = sending
  const keep = (change: (old: Row) => Row) =>
    // What was taken out meanwhile stays out.
    store.change<Row>(sending.rowName(row.id), (old) => old && change(old))

  async function sentFiles(): Promise<Row | undefined> {
    let at: Row | undefined = row
    for (const [n, file] of row.files.entries()) {
      if (isFresh(file, now())) continue
      const bytes = await store.get<KeptFile>(sending.fileName(row.id, n))
      if (!bytes) continue
      const options = { idempotencyKey: file.key, account, name: file.name, signal }
      const { token } = await civic.files.upload(fileOf(bytes), options)
      at = await keep((old) => ({
        ...old,
        files: old.files.map((one, i) => (i === n ? { ...one, token, sentAt: now() } : one)),
      }))
      if (!at) return undefined
    }
    return keep((old) => ({ ...old, body: bodyOf(old), triedAt: now() }))
  }

  const refuse = async (said: Said): Promise<Tried> => {
    await keep((old) => ({ ...old, state: 'refused', problem: { code: said.code, fields: said.fields } }))
    return { next: 'done' }
  }

  try {
    if (row.body !== null && now() - (row.triedAt ?? 0) > KNOWN_MS) return await refuse(saidBy({ code: 'TIMEOUT' }))
    // A shared phone: what one person wrote never goes out as another's. Asked before anything is uploaded; whoever signs in
    // between this and the sending is found by the server, which is told the account.
    const me = await civic.identity.me({ signal })
    if (me.account !== account) return { next: 'signIn' }
    const ready = row.body === null ? await sentFiles() : row
    if (!ready?.body) return { next: 'done' }
    const receipt = await civic.appeals.submit(ready.body, { idempotencyKey: row.key, account, signal })
    await keep((old) => ({ ...old, state: 'sent', input: null, body: null, files: [], problem: null, receipt }))
    await store.remove(sending.fileName(row.id, -1))
    return { next: 'done' }
  } catch (error) {
    if (signal.aborted) throw error
    const said = saidBy(error)
    if (said.code === 'UNAUTHENTICATED') return { next: 'signIn' }
    if (said.retryable) return { next: 'later', said }
    if (filesGone(said) && row.files.length > 0 && uploadsAgain) {
      const again = await keep((old) => ({
        ...old,
        body: null,
        files: old.files.map((file) => ({ ...file, token: null })),
      }))
      return again ? sendRow(again, sending, false) : { next: 'done' }
    }
    return refuse(said)
  }
}
