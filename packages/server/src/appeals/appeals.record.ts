import { EVENT_STEPS, eventStepOf } from '@civicgrid/contracts'
import { append, type Sql, type Tx } from '../kernel/index.ts'
import { toEvents, type Decided } from './appeals.decide.ts'
import { THING } from './appeals.photos.ts'
import { saveAppeal, type LoadedAppeal } from './appeals.store.ts'

/** Writes what was decided on an appeal: its events into the log, its state into its row. @throws CivicError VERSION_CONFLICT */
export async function record(tx: Tx, appeal: LoadedAppeal, decided: Decided, now: number): Promise<void> {
  const { drafts, acting, state } = decided
  const { headHash } = await append(tx, {
    thingKind: THING,
    thingId: appeal.id,
    expectedVersion: appeal.state.version,
    prevHash: appeal.headHash,
    events: toEvents(drafts, appeal.subjectId, appeal.erased),
    actor: acting,
    jurisdiction: appeal.state.jurisdiction,
    now,
  })
  // What neighbours say beside it is no progress: the appeal is as old as before.
  const aside = drafts.every(({ type }) => eventStepOf(type)?.aside)
  await saveAppeal(tx, appeal, state, headHash, aside ? appeal.updatedAt : now)
}

/** Events that change nothing anybody could have decided otherwise by (see `aside` in contracts). */
const ASIDE = Object.entries(EVENT_STEPS).flatMap(([type, { aside }]) => (aside ? `'${type}'` : []))
const BESIDES = `SELECT 1 AS "found" FROM "Event" WHERE "thingKind" = ? AND "thingId" = ? AND "seq" > ?
  AND "type" NOT IN (${ASIDE.join(', ')}) LIMIT 1`

/** Whether nothing but neighbours' words has come since a version: then whoever saw that version saw the present one. */
export async function onlyAside(sql: Sql, id: number, since: number): Promise<boolean> {
  return (await sql.get(BESIDES, THING, id, since)) === undefined
}
