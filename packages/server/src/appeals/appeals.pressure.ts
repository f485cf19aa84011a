import { seesGuarded, type Actor, type AppealState } from '@civicgrid/contracts'
import { append, readEvents, type Sql, type Tx } from '../kernel/index.ts'
import { toEvents, type Decided } from './appeals.decide.ts'
import type { StandingCommand } from './appeals.inputs.ts'
import type { LoadedAppeal } from './appeals.store.ts'
import type { AppealEvent } from './appeals.timeline.ts'

/**
 * 有人要我改评价 stands on a chain of its own beside the appeal's, under the appeal's id: a report raises neither the
 * version nor the time of the last change, and leaves no gap in the numbers of its events, so that nobody who is not to
 * know of it can tell that there is one.
 */
export const PRESSURE_THING = 'pressure'

/** Commands whose events go there. */
const APART: ReadonlySet<StandingCommand> = new Set<StandingCommand>(['reportPressure', 'settlePressure'])
export const isApart = (command: StandingCommand): boolean => APART.has(command)

/** What the chain adds up to. */
export interface Pressure {
  /** Since when a report is open, epoch milliseconds; null: settled. */
  readonly openAt: number | null
  readonly version: number
  readonly headHash: Uint8Array
}

export const findPressure = (sql: Sql, appealId: number): Promise<Pressure | undefined> =>
  sql.get(`SELECT "openAt", "version", "headHash" FROM "AppealPressure" WHERE "id" = ?`, appealId)

/**
 * The state as this person may know it: with what stands beside it, or without any of it. Never to be stored.
 * @param pressure undefined: nothing stands beside it; a report of before there was such a chain is in the state itself
 */
export function knownTo(
  state: AppealState,
  pressure: Pick<Pressure, 'openAt'> | undefined,
  actor: Actor,
  now: number,
): AppealState {
  const pressureAt = pressure ? pressure.openAt : state.pressureAt
  return { ...state, pressureAt: seesGuarded(state, actor, now) ? pressureAt : null }
}

/** Writes what was decided; the appeal's own row and chain stay as they are. */
export async function recordApart(
  tx: Tx,
  appeal: LoadedAppeal,
  before: Pressure | undefined,
  { drafts, acting, state }: Decided,
  now: number,
): Promise<void> {
  const { version, headHash } = await append(tx, {
    thingKind: PRESSURE_THING,
    thingId: appeal.id,
    expectedVersion: before?.version ?? 0,
    prevHash: before?.headHash ?? null,
    events: toEvents(drafts, appeal.subjectId, appeal.erased),
    actor: acting,
    jurisdiction: appeal.state.jurisdiction,
    now,
  })
  // Whoever else acts on this appeal waits for its row, so nobody comes between.
  await tx.run(
    `INSERT INTO "AppealPressure" ("id", "openAt", "version", "headHash") VALUES (?, ?, ?, ?)
    ON CONFLICT ("id") DO UPDATE SET "openAt" = excluded."openAt", "version" = excluded."version", "headHash" = excluded."headHash"`,
    appeal.id,
    state.pressureAt,
    version,
    headHash,
  )
}

/** Its events among those of the appeal, by time. Theirs are counted downward, so that no number means two of them. */
export async function withPressure(
  sql: Sql,
  appealId: number,
  events: readonly AppealEvent[],
): Promise<readonly AppealEvent[]> {
  const beside = await readEvents(sql, PRESSURE_THING, appealId)
  return [...events, ...beside.map((event) => ({ ...event, seq: -event.seq }))].sort((a, b) => a.at - b.at)
}
