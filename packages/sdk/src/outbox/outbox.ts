import type { NamedFile } from '../files/named.ts'
import { newKey } from '../transport/key.ts'
import type { SubmitInput } from '../wire/appeals.ts'
import { alone } from './alone.ts'
import { drafts, type Drafts } from './drafts.ts'
import { keptOf } from './files.ts'
import { openKept } from './indexed-db.ts'
import type { KeptStore } from './kept.ts'
import { bodyOf, shownOf, type FileField, type Row, type WaitingAppeal } from './rows.ts'
import { sendRow, type OutboxClient } from './send.ts'
import { wakeful, type Occasions } from './wake.ts'

/** A photo or a recording that goes with an appeal. */
export interface OutboxFile {
  file: Blob | NamedFile
  /** `photos` unless told otherwise. */
  field?: FileField
  name?: string
  /** Where it has been uploaded already, by `civic.files.upload`, and when: epoch milliseconds. */
  uploaded?: { token: string; at: number }
}

export interface OutboxOptions {
  civic: OutboxClient
  /** Whose it is: `account` of `civic.identity.me()`. Each account has an outbox of its own on a shared phone. */
  account: string
  /** Instead of the browser's database. */
  store?: KeptStore
  /** Instead of the browser's events: what tells that it may help to try again. */
  occasions?: Occasions
}

/** Appeals that are sent as soon as that is possible, each once. */
export interface Outbox {
  /** False where what is put in lasts only as long as the page. */
  durable(): Promise<boolean>
  /**
   * Puts an appeal in. When the promise settles, it survives the page; it goes out with the next `send`.
   * @param idempotencyKey of an attempt that may have got through already; made anew otherwise. What waits under it
   * already, just so, is that one: two tabs that show one draft put in one appeal.
   * @throws DOMException QuotaExceededError where the device has no room
   */
  add(input: SubmitInput, files?: readonly OutboxFile[], idempotencyKey?: string): Promise<WaitingAppeal>
  /** Oldest first, what was sent included until it is removed. */
  list(): Promise<WaitingAppeal[]>
  /** Tries one that was refused once more. */
  retry(id: string): Promise<void>
  remove(id: string): Promise<void>
  /** Sends what waits, one after another, in one tab at a time. Settles when nothing more can be done now. */
  send(): Promise<void>
  /** Sends now, whenever the network is back or the page is looked at, and later what failed. @returns stops that */
  start(): () => void
  /** Called whenever the list may have changed, in any tab. @returns stops that */
  onChange(listener: () => void): () => void
  /** Forms that are not finished, with their files. */
  readonly drafts: Drafts
  /** Forgets this account on this device: for a sign-out that somebody chose, after a warning when `list` is not empty. */
  clear(): Promise<void>
}

const isSame = (row: Row, input: SubmitInput, files: readonly OutboxFile[]): boolean =>
  row.files.length === files.length && JSON.stringify(row.input) === JSON.stringify(input)

export const OUTBOX_DATABASE = 'civic-outbox'

export function createOutbox({ civic, account, store: given, occasions }: OutboxOptions): Outbox {
  const kept = given ? Promise.resolve(given) : openKept(OUTBOX_DATABASE)
  const rows = `waiting/${account}/`
  const files = `file/${account}/`
  const rowName = (id: string) => rows + id
  // Without a number: the files of an appeal all together.
  const fileName = (id: string, n: number) => `${files}${id}/${n < 0 ? '' : n}`
  let now: string | null = null
  let stop = new AbortController()
  let running: Promise<void> | undefined
  const wake = wakeful(account, occasions)

  const all = async () => (await (await kept).list<Row>(rows)).sort((a, b) => a.at - b.at)

  /** What another tab had put in under the same key is the same appeal: it is told of once. */
  async function forgetTwin(id: string): Promise<void> {
    const sent = (await all()).filter(({ state }) => state === 'sent')
    const mine = sent.find((row) => row.id === id)
    if (mine && sent.some((row) => row !== mine && row.key === mine.key)) await (await kept).remove(rowName(id))
  }

  /** @returns after how many milliseconds to try again; null when nothing waits for that */
  async function pass(store: KeptStore, signal: AbortSignal): Promise<number | null> {
    const tries = new Set<string>()
    // Listed anew each time: something may be put in while something else is on its way.
    const next = async () =>
      (await all()).find(({ id, state }) => (state === 'waiting' || state === 'signIn') && !tries.has(id))
    for (let row = await next(); row; row = await next()) {
      const { id } = row
      tries.add(id)
      now = id
      wake.changed()
      const sending = { civic, store, account, rowName, fileName, signal, now: Date.now }
      const tried = await sendRow(row, sending).finally(() => {
        now = null
      })
      const state = tried.next === 'signIn' ? 'signIn' : 'waiting'
      if (tried.next !== 'done') await store.change<Row>(rowName(id), (old) => old && { ...old, state })
      wake.changed()
      if (tried.next === 'done') await forgetTwin(id)
      // What stands in one's way stands in the way of all.
      if (tried.next === 'signIn') return null
      if (tried.next === 'later') return tried.said.retryAfterMs ?? 0
    }
    return null
  }

  async function send(): Promise<void> {
    const store = await kept
    const { signal } = stop
    try {
      const work = () => pass(store, signal)
      const pause = await (store.sole ? work() : alone(store, `civic-outbox/${account}`, signal, work))
      wake.later(pause)
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      running = undefined
    }
  }
  const sendOnce = () => (running ??= send())

  return {
    durable: async () => (await kept).durable,
    async add(input, added = [], idempotencyKey) {
      const id = newKey()
      const there = await all()
      const same = there.find((row) => row.key === idempotencyKey && isSame(row, input, added))
      if (same) return shownOf(same, now)
      // In the order in which they were put in, also within one millisecond and when the clock was set back.
      const latest = Math.max(0, ...there.map(({ at }) => at))
      const row: Row = {
        id,
        at: Math.max(Date.now(), latest + 1),
        state: 'waiting',
        // A face's form may be a proxy, which no database takes.
        input: JSON.parse(JSON.stringify(input)) as SubmitInput,
        key: idempotencyKey ?? newKey(),
        body: null,
        triedAt: null,
        problem: null,
        receipt: null,
        files: added.map(({ field = 'photos', name, uploaded }) => ({
          field,
          name,
          key: newKey(),
          token: uploaded ? uploaded.token : null,
          sentAt: uploaded ? uploaded.at : 0,
        })),
      }
      // What may have got through already goes out as it was.
      if (idempotencyKey !== undefined && added.every(({ uploaded }) => uploaded))
        Object.assign(row, { body: bodyOf(row), triedAt: row.at })
      const put: Record<string, unknown> = { [rowName(id)]: row }
      for (const [n, { file }] of added.entries()) put[fileName(id, n)] = await keptOf(file)
      await (await kept).put(put)
      wake.changed()
      return shownOf(row, now)
    },
    list: async () => (await all()).map((row) => shownOf(row, now)),
    async retry(id) {
      const store = await kept
      await store.change<Row>(
        rowName(id),
        (old) =>
          // It was refused, so nothing was taken under its key: the body may be made anew.
          old && { ...old, state: 'waiting', problem: null, body: null, triedAt: null },
      )
      wake.changed()
      await sendOnce()
    },
    async remove(id) {
      const store = await kept
      await store.remove(rowName(id))
      await store.remove(fileName(id, -1))
      wake.changed()
    },
    send: sendOnce,
    start: () => wake.start(sendOnce),
    onChange: wake.onChange,
    drafts: drafts(kept, account),
    async clear() {
      stop.abort()
      stop = new AbortController()
      const store = await kept
      for (const prefix of [rows, files, `draft/${account}/`]) await store.remove(prefix)
      wake.changed()
    },
  }
}
