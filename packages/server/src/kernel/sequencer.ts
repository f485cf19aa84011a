import type { Db } from './db/types.ts'
import { startLoop } from './loop.ts'

const BATCH = 2_000
const POLL_MS = 1_000
/** Names the advisory lock of this database's log. */
const LOCK = 0x43_49_56_49

const ASSIGN = `
  WITH "top" AS (SELECT coalesce(max("position"), 0) AS "last" FROM "Event"),
  "next" AS (
    SELECT "id", row_number() OVER (ORDER BY "id") AS "n"
    FROM (SELECT "id" FROM "Event" WHERE "position" IS NULL ORDER BY "id" LIMIT ${BATCH}) AS "unplaced"
  )
  UPDATE "Event" SET "position" = "top"."last" + "next"."n" FROM "next", "top" WHERE "Event"."id" = "next"."id"`

export interface Sequencer {
  /** Settles when all that was committed before the call has its place. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * Gives committed events their place in the log, on PostgreSQL. Ids are given before the commit, so an event may appear
 * below one that was read already; a position is given after it, by one process at a time, so none ever does.
 * Within a thing ids follow the chain, so positions do. On SQLite the commit itself does it and nothing runs here.
 */
export function startSequencer(db: Db, onError: (error: unknown) => void = () => {}): Sequencer {
  if (db.dialect === 'sqlite') return { idle: () => Promise.resolve(), stop: () => Promise.resolve() }
  const loop = startLoop(async () => {
    try {
      while ((await sequence(db)) === BATCH);
    } catch (error) {
      onError(error)
    }
  }, POLL_MS)
  const stopListening = db.listen('appended', () => loop.wake())
  loop.wake()
  return {
    idle: () => loop.done(),
    async stop() {
      stopListening()
      await loop.stop()
    },
  }
}

/** One batch. @returns how many events got a place; 0 also while another process is at it, which will be woken as we were */
export function sequence(db: Db): Promise<number> {
  return db.work(async (tx) => {
    const lock = await tx.get<{ leads: boolean }>('SELECT pg_try_advisory_xact_lock(?) AS "leads"', LOCK)
    if (lock?.leads !== true) return 0
    // A statement of its own: under READ COMMITTED it sees what the leader before us committed.
    const { changes } = await tx.run(ASSIGN)
    if (changes > 0) tx.announce('positioned')
    return changes
  })
}
