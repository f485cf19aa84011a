import { CivicError, NO_APPEAL, type AppealState } from '@civicgrid/contracts'
import { insertForId, type Sql, type Tx } from '../kernel/index.ts'
import { cellOf } from './appeals.cells.ts'
import { dueColumn } from './appeals.due.ts'

/** One appeal for a command: what the policy, the machine and the log need of it. */
export interface LoadedAppeal {
  readonly id: number
  readonly code: string
  /** Whose key encrypts what is said on it. */
  readonly subjectId: number
  /** The subject has been erased: the loop goes on, but nothing personal can be written any more. */
  readonly erased: boolean
  readonly headHash: Uint8Array
  /** Epoch milliseconds. */
  readonly updatedAt: number
  readonly state: AppealState
}

/** What stands beside the state: only at submission, never changed by a command. */
export interface NewAppeal {
  readonly code: string
  readonly subjectId: number
  /** Source-qualified id of an imported row. */
  readonly externalId: string | null
  readonly text: string
  readonly address: string | null
  readonly point: { readonly lng: number; readonly lat: number; readonly accuracy: number | null } | null
}

export { NEVER_DUE, dueColumn } from './appeals.due.ts'

/** States are written by `insertAppeal` and `saveAppeal` alone; fields that came later have their first value. */
export const stateFrom = (json: string): AppealState => ({ ...NO_APPEAL, ...(JSON.parse(json) as AppealState) })

const LOAD = `SELECT a."id", a."code", a."subjectId", a."headHash", a."updatedAt", a."state",
  (SELECT k."erasedAt" FROM "SubjectKey" k WHERE k."id" = a."subjectId") AS "erasedAt"
  FROM "Appeal" a WHERE`

/** Loads an appeal to change it: on PostgreSQL its row is held, so that a second command waits and then sees the first. */
export const loadAppeal = (tx: Tx, code: string): Promise<LoadedAppeal | undefined> =>
  load(tx, `${LOAD} a."code" = ?`, code)

/** The same by its id, for those who know it by its public reference. */
export const loadAppealById = (tx: Tx, id: number): Promise<LoadedAppeal | undefined> =>
  load(tx, `${LOAD} a."id" = ?`, id)

async function load(tx: Tx, sought: string, key: string | number): Promise<LoadedAppeal | undefined> {
  type Row = Omit<LoadedAppeal, 'state' | 'erased'> & { state: string; erasedAt: number | null }
  const row = await tx.get<Row>(tx.dialect === 'postgresql' ? `${sought} FOR UPDATE` : sought, key)
  return row && { ...row, state: stateFrom(row.state), erased: row.erasedAt !== null }
}

const COLUMNS = [
  'code',
  'jurisdiction',
  'areaPath',
  'kind',
  'category',
  'status',
  'channel',
  'externalId',
  'residentId',
  'subjectId',
  'anonymous',
  'consent',
  'text',
  'address',
  'lng',
  'lat',
  'accuracy',
  'cell',
  'bodyCode',
  'handlerId',
  'submittedAt',
  'dueAt',
  'updatedAt',
  'version',
  'headHash',
  'state',
] as const

/** The row of an appeal, column by column in the order of `COLUMNS`. */
function appealRow(
  appeal: NewAppeal,
  state: AppealState,
  headHash: Uint8Array,
  at: number,
): (string | number | null | Uint8Array)[] {
  const { point } = appeal
  return [
    appeal.code,
    state.jurisdiction,
    state.areaPath,
    state.kind,
    state.category,
    state.status,
    state.channel,
    appeal.externalId,
    state.residentId,
    appeal.subjectId,
    Number(state.anonymous),
    Number(state.consent),
    appeal.text,
    appeal.address,
    point?.lng ?? null,
    point?.lat ?? null,
    point?.accuracy ?? null,
    point ? cellOf(point.lng, point.lat) : null,
    state.order?.bodyCode ?? null,
    state.order?.handlerId ?? null,
    state.submittedAt,
    dueColumn(state),
    at,
    state.version,
    headHash,
    JSON.stringify(state),
  ]
}

const INSERT = `INSERT INTO "Appeal" (${COLUMNS.map((name) => `"${name}"`).join(', ')})
  VALUES (${COLUMNS.map(() => '?').join(', ')}) ON CONFLICT ("code") DO NOTHING`

/** Until `setHead`, within the same unit of work. */
const NO_HEAD = new Uint8Array(0)

/** @returns the appeal's id, or null when its code is taken */
export async function insertAppeal(tx: Tx, appeal: NewAppeal, state: AppealState, at: number): Promise<number | null> {
  return insertForId(tx, INSERT, ...appealRow(appeal, state, NO_HEAD, at))
}

/** The head of the log is known only once the appeal has its id. */
export async function setHead(tx: Tx, id: number, headHash: Uint8Array): Promise<void> {
  await tx.run(`UPDATE "Appeal" SET "headHash" = ? WHERE "id" = ?`, headHash, id)
}

const SAVE = `UPDATE "Appeal" SET "kind" = ?, "category" = ?, "status" = ?, "bodyCode" = ?, "handlerId" = ?, "dueAt" = ?,
  "updatedAt" = ?, "version" = ?, "headHash" = ?, "state" = ? WHERE "id" = ? AND "version" = ?`

/** Writes the state after a command, if the version is still the one that the command saw. @throws CivicError VERSION_CONFLICT */
export async function saveAppeal(
  tx: Tx,
  before: LoadedAppeal,
  state: AppealState,
  headHash: Uint8Array,
  at: number,
): Promise<void> {
  const { changes } = await tx.run(
    SAVE,
    state.kind,
    state.category,
    state.status,
    state.order?.bodyCode ?? null,
    state.order?.handlerId ?? null,
    dueColumn(state),
    at,
    state.version,
    headHash,
    JSON.stringify(state),
    before.id,
    before.state.version,
  )
  if (changes !== 1) throw new CivicError('VERSION_CONFLICT', { message: 'the appeal changed meanwhile' })
}

/** Whose it is in the lists: the state says it too. */
export async function setResident(tx: Tx, id: number, residentId: number): Promise<void> {
  await tx.run(`UPDATE "Appeal" SET "residentId" = ? WHERE "id" = ?`, residentId, id)
}

/** Keys of appeals that a resident adopted: they were phoned in, so each has a key of its own. */
export async function adoptedSubjects(sql: Sql, subjectId: number): Promise<number[]> {
  const rows = await sql.all<{ subjectId: number }>(
    `SELECT a."subjectId" FROM "Appeal" a WHERE a."subjectId" <> ? AND a."residentId" IN
      (SELECT r."id" FROM "Resident" r WHERE r."subjectId" = ?)`,
    subjectId,
    subjectId,
  )
  return rows.map((row) => row.subjectId)
}

/** One appeal as it is shown. */
export interface ShownAppeal {
  readonly id: number
  readonly code: string
  readonly subjectId: number
  readonly text: string
  readonly address: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly accuracy: number | null
  readonly updatedAt: number
  /** Whether anything stands beside it (appeals.pressure.ts): null, or since when a report is open, 0 once it is settled. */
  readonly pressed: number | null
  readonly state: AppealState
}

const SHOW = `SELECT a."id", a."code", a."subjectId", a."text", a."address", a."lng", a."lat", a."accuracy", a."updatedAt", a."state",
  (SELECT coalesce(p."openAt", 0) FROM "AppealPressure" p WHERE p."id" = a."id") AS "pressed" FROM "Appeal" a WHERE`

export const findAppeal = (sql: Sql, code: string): Promise<ShownAppeal | undefined> =>
  show(sql, `${SHOW} a."code" = ?`, code)

/** The same by its id, for those who hold a reference or a link that names it. */
export const findAppealById = (sql: Sql, id: number): Promise<ShownAppeal | undefined> =>
  show(sql, `${SHOW} a."id" = ?`, id)

async function show(sql: Sql, sought: string, key: string | number): Promise<ShownAppeal | undefined> {
  const row = await sql.get<Omit<ShownAppeal, 'state'> & { state: string }>(sought, key)
  return row && { ...row, state: stateFrom(row.state) }
}

/** The appeal that an import made of this row of its source, if it has. */
export function findByExternalId(
  sql: Sql,
  externalId: string,
): Promise<{ code: string; version: number; status: string } | undefined> {
  return sql.get(`SELECT "code", "version", "status" FROM "Appeal" WHERE "externalId" = ?`, externalId)
}

/** By the events that its key encrypts: a caller without an account has one appeal, a resident may have many. */
const OF_SUBJECT = `SELECT a."id" FROM "Appeal" a WHERE a."id" IN
  (SELECT e."thingId" FROM "EventSecret" s JOIN "Event" e ON e."id" = s."eventId" WHERE s."subjectId" = ? AND e."thingKind" = 'appeal')
  ORDER BY a."id"`

export async function appealsOfSubject(sql: Sql, subjectId: number): Promise<number[]> {
  return (await sql.all<{ id: number }>(OF_SUBJECT, subjectId)).map(({ id }) => id)
}

/** Takes the person's words out of the row; what happened stays. */
export async function blankAppeal(tx: Tx, id: number): Promise<void> {
  await tx.run(
    `UPDATE "Appeal" SET "text" = '', "address" = NULL, "lng" = NULL, "lat" = NULL, "accuracy" = NULL, "cell" = NULL WHERE "id" = ?`,
    id,
  )
}
