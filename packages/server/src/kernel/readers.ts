import type { Db, Tx } from './db/types.ts'
import { readLog, type Personal } from './events/read.ts'
import type { StoredEvent } from './events/types.ts'
import { startLoop } from './loop.ts'

/**
 * Something that follows the one log: counters, notices, webhooks … What it keeps can be made again from the log.
 */
export interface Reader {
  /** Names its cursor; never changed once released. */
  readonly name: string
  /** Opens the personal parts too. Default false, which is quicker. */
  readonly personal?: Personal
  /**
   * Takes the next events, in order and without a gap, and writes what it keeps through `tx`. The cursor moves in the same
   * unit of work, so each event counts exactly once; the unit itself may be run again.
   */
  apply(tx: Tx, events: readonly StoredEvent[]): Promise<void>
  /** Removes all it keeps, before a rebuild. */
  reset?(tx: Tx): Promise<void>
}

/** Only checks and names a reader; see Reader. */
export function defineReader(reader: Reader): Reader {
  return reader
}

/** Events in one unit of work: few enough not to hold up the commands that wait for the writer. */
const BATCH = 200
const POLL_MS = 1_000
/** Milliseconds over which wakings are gathered: events that come together often count into the same rows. */
const GATHER_MS = 50

export interface RunningReaders {
  /** Settles when every reader has taken all that was in the log at the time of the call. */
  idle(): Promise<void>
  /** Waits for the batches under way. */
  stop(): Promise<void>
}

export interface ReaderOptions {
  /** A reader that throws stands still and is tried again after a second. */
  onError?: (reader: string, error: unknown) => void
  /** Milliseconds between looks at the log without a waking: wakings can be lost between processes. */
  pollMs?: number
}

/** Runs readers, each on its own, until stopped. On replicas they share the work: a batch is applied by one of them. */
export function runReaders(
  db: Db,
  readers: readonly Reader[],
  { onError, pollMs = POLL_MS }: ReaderOptions = {},
): RunningReaders {
  const following = readers.map((reader) => {
    let restUntil = 0
    const loop = startLoop(async () => {
      try {
        while ((await step(db, reader)) === BATCH);
      } catch (error) {
        restUntil = performance.now() + pollMs / 2
        onError?.(reader.name, error)
      }
    }, pollMs)
    return {
      loop,
      // What a reader stumbled over is still there at the next waking, and under load those come many times a second.
      wake: () => (performance.now() < restUntil ? undefined : loop.wake()),
    }
  })
  let gathering: NodeJS.Timeout | undefined
  const wakeAll = () => {
    gathering = undefined
    for (const { wake } of following) wake()
  }
  const stopListening = db.listen('positioned', () => (gathering ??= setTimeout(wakeAll, GATHER_MS)))
  wakeAll()
  return {
    async idle() {
      await Promise.all(following.map(({ loop }) => loop.done()))
    },
    async stop() {
      stopListening()
      clearTimeout(gathering)
      await Promise.all(following.map(({ loop }) => loop.stop()))
    },
  }
}

/** Takes all that is in the log now, once; for imports, seeds and tests. */
export async function catchUp(db: Db, reader: Reader): Promise<void> {
  while ((await step(db, reader)) === BATCH);
}

/** Makes again what a reader keeps, from the first event on. Meanwhile what it keeps is incomplete. */
export async function rebuild(db: Db, reader: Reader): Promise<void> {
  if (reader.reset === undefined) throw new Error(`reader ${reader.name} cannot be rebuilt: it has no reset`)
  await db.work(async (tx) => {
    await tx.run('DELETE FROM "ReaderCursor" WHERE "name" = ?', reader.name)
    await reader.reset?.(tx)
  })
  await catchUp(db, reader)
}

/**
 * Holds a reader where it stands until the unit of work ends: for whoever changes what it keeps by another way than the log.
 * @returns the position of the last event that it has taken
 */
export async function holdReader(tx: Tx, name: string): Promise<number> {
  await tx.run(BEGIN_CURSOR, name)
  const held = await tx.get<{ position: number }>(HOLD[tx.dialect], name)
  return held?.position ?? 0
}

const BEGIN_CURSOR = 'INSERT INTO "ReaderCursor" ("name", "position") VALUES (?, 0) ON CONFLICT DO NOTHING'
const CURSOR = 'SELECT "position" FROM "ReaderCursor" WHERE "name" = ?'
/** On SQLite there is one unit of work at a time. */
const HOLD = { sqlite: CURSOR, postgresql: `${CURSOR} FOR UPDATE` }

/** Somebody was erased between the reading of the events and the claim. */
class Overtaken extends Error {}

/** @returns how many events were taken, by this process or by another one that was first */
async function step(db: Db, reader: Reader): Promise<number> {
  for (;;) {
    try {
      return await attempt(db, reader)
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
    }
  }
}

async function attempt(db: Db, reader: Reader): Promise<number> {
  const cursor = await db.read.get<{ position: number }>(CURSOR, reader.name)
  const before = cursor?.position ?? 0
  const events = await readLog(db.read, before, BATCH, reader.personal ?? false)
  const after = events.at(-1)?.position ?? null
  if (after === null) return 0
  await db.work(async (tx) => {
    // The first statement is the claim: on PostgreSQL another replica waits here, and then finds the cursor moved.
    if (cursor === undefined) await tx.run(BEGIN_CURSOR, reader.name)
    const claim = await tx.run(
      'UPDATE "ReaderCursor" SET "position" = ? WHERE "name" = ? AND "position" = ?',
      after,
      reader.name,
      before,
    )
    if (claim.changes !== 1) return
    if (await erasedMeanwhile(tx, events)) throw new Overtaken()
    await reader.apply(tx, events)
  })
  return events.length
}

/** Of a secret whose subject was erased a byte 0 and the digest are left (`subjects.ts`). */
const ERASED = {
  sqlite: `SELECT "eventId" FROM "EventSecret" WHERE "eventId" BETWEEN ? AND ? AND substr("cipher", 1, 1) = x'00'`,
  postgresql: `SELECT "eventId" FROM "EventSecret" WHERE "eventId" BETWEEN ? AND ? AND substr("cipher", 1, 1) = '\\x00'::bytea`,
}

/** Whether what was opened may be known no more. */
async function erasedMeanwhile(tx: Tx, events: readonly StoredEvent[]): Promise<boolean> {
  const opened = events.filter(({ personal }) => personal !== null).map(({ id }) => id)
  if (opened.length === 0) return false
  const erased = await tx.all<{ eventId: number }>(ERASED[tx.dialect], Math.min(...opened), Math.max(...opened))
  const gone = new Set(erased.map(({ eventId }) => eventId))
  return opened.some((id) => gone.has(id))
}
