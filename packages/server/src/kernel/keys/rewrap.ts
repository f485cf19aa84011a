import type { Db, Sql } from '../db/types.ts'
import { unwrapped, wrapped } from './wrapping.ts'

const PAGE = 200
/** Between two pages others get at the one writer that SQLite has. */
const PAUSE_MS = 20

type Rewrapped = Pick<Db, 'read' | 'keys' | 'work'>

export interface RewrapOptions {
  /** Called after each page with how many were done in all. */
  readonly onPage?: (done: number) => void
  readonly signal?: AbortSignal
}

/**
 * Wraps every subject's key by the current master key, page by page, beside servers that run: a page is one unit of work,
 * so that killed in between it goes on with the next. What was erased meanwhile stays erased.
 * @returns how many were wrapped anew
 */
export async function rewrap(db: Rewrapped, { onPage, signal }: RewrapOptions = {}): Promise<number> {
  let done = 0
  // Once more after each pass: on PostgreSQL a subject with a lower id may be committed later.
  for (let before = -1; before < done;) {
    before = done
    done += await rewrapOnce(db, (changed) => onPage?.(before + changed), signal)
  }
  return done
}

async function rewrapOnce(
  db: Rewrapped,
  onPage: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let done = 0
  const stopped = () => signal?.aborted === true
  for (let after = 0; !stopped();) {
    const rows = await db.read.all<{ id: number; wrapped: Buffer }>(
      'SELECT "id", "wrapped" FROM "SubjectKey" WHERE "id" > ? AND "keyId" <> ? AND "wrapped" IS NOT NULL ORDER BY "id" LIMIT ?',
      after,
      db.keys.wrap.current,
      PAGE,
    )
    if (rows.length === 0) break
    done += await db.work(async (tx) => {
      let changed = 0
      for (const row of rows) {
        const anew = wrapped(tx, unwrapped(tx.keys, row.wrapped))
        const { changes } = await tx.run(
          'UPDATE "SubjectKey" SET "keyId" = ?, "wrapped" = ? WHERE "id" = ? AND "wrapped" = ?',
          ...anew,
          row.id,
          row.wrapped,
        )
        changed += changes
      }
      return changed
    })
    after = rows.at(-1)?.id ?? after
    onPage(done)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return done
}

/** How many subjects' keys each master key wraps; none that were erased. */
export async function countWrapped(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.all<{ keyId: string; n: number }>(
    'SELECT "keyId", CAST(count(*) AS INTEGER) AS "n" FROM "SubjectKey" WHERE "wrapped" IS NOT NULL GROUP BY "keyId" ORDER BY "keyId"',
  )
  return new Map(rows.map(({ keyId, n }) => [keyId, n]))
}
