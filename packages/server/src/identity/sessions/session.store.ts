import type { Realm, SessionVia, StaffRole } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'

/** What a request needs to know of its resident, in one read. */
export interface ResidentSession {
  id: number
  jurisdiction: string
  seenAt: number | null
}

/** A resident's jurisdiction never changes, so the session's row has it too. */
const JURISDICTION = '(SELECT r."jurisdiction" FROM "Resident" r WHERE r."id" ='
const RESIDENT = `SELECT "actorId" AS "id", coalesce("jurisdiction", ${JURISDICTION} "actorId")) AS "jurisdiction", "seenAt"
  FROM "Session" WHERE "tokenHash" = ? AND "kind" = 'resident' AND "expiresAt" > ?`

export function findResidentSession(
  sql: Sql,
  tokenHash: Uint8Array,
  now: number,
): Promise<ResidentSession | undefined> {
  return sql.get<ResidentSession>(RESIDENT, tokenHash, now)
}

/** The same of staff: one row for each role, and one without a role for who has none. */
export interface StaffSession {
  id: number
  name: string
  seenAt: number | null
  grantId: number | null
  role: StaffRole | null
  areaPath: string | null
  bodyCode: string | null
  fromAt: number | null
  untilAt: number | null
}

// Staff who were switched off have no session, whatever their token says.
const STAFF = `SELECT st."id", st."name", s."seenAt", sr."id" AS "grantId", sr."role", sr."areaPath", sr."bodyCode", sr."fromAt", sr."untilAt"
  FROM "Session" s JOIN "Staff" st ON st."id" = s."actorId" AND st."active" = 1
  LEFT JOIN "StaffRole" sr ON sr."staffId" = st."id"
  WHERE s."tokenHash" = ? AND s."kind" = 'staff' AND s."expiresAt" > ?`

export function findStaffSession(sql: Sql, tokenHash: Uint8Array, now: number): Promise<StaffSession[]> {
  return sql.all<StaffSession>(STAFF, tokenHash, now)
}

/** A session as it is kept. */
export interface SessionRow {
  /** Null for one that was opened before they had names. */
  readonly id: string | null
  readonly kind: Realm
  readonly actorId: number
  readonly via: SessionVia
  readonly hostApp: string | null
  readonly device: string | null
  readonly createdAt: number
  /** Of the token. */
  readonly expiresAt: number
  /** Of the session, where a refresh token outlives its token. */
  readonly endsAt: number | null
  readonly seenAt: number | null
  readonly strongAt: number | null
}

const COLUMNS = [
  'id',
  'kind',
  'actorId',
  'via',
  'hostApp',
  'device',
  'createdAt',
  'expiresAt',
  'endsAt',
  'seenAt',
  'strongAt',
] as const satisfies readonly (keyof SessionRow)[]
const LIST = COLUMNS.map((name) => `"${name}"`).join(', ')

const insert = (jurisdiction: string) =>
  `INSERT INTO "Session" ("tokenHash", ${LIST}, "jurisdiction") VALUES (?, ${COLUMNS.map(() => '?').join(', ')}, ${jurisdiction})`
const INSERT: Record<Realm, string> = { resident: insert(`${JURISDICTION} ?)`), staff: insert('NULL') }

export async function insertSession(tx: Tx, tokenHash: Uint8Array, session: SessionRow): Promise<void> {
  const whose = session.kind === 'resident' ? [session.actorId] : []
  await tx.run(INSERT[session.kind], tokenHash, ...COLUMNS.map((name) => session[name]), ...whose)
}

/** The session for which a token speaks at `now`. */
export function findSession(sql: Sql, tokenHash: Uint8Array, now: number): Promise<SessionRow | undefined> {
  return sql.get<SessionRow>(`SELECT ${LIST} FROM "Session" WHERE "tokenHash" = ? AND "expiresAt" > ?`, tokenHash, now)
}

/** The same, also after its end. */
export function findSessionByHash(sql: Sql, tokenHash: Uint8Array): Promise<SessionRow | undefined> {
  return sql.get<SessionRow>(`SELECT ${LIST} FROM "Session" WHERE "tokenHash" = ?`, tokenHash)
}

export function findSessionById(sql: Sql, id: string): Promise<SessionRow | undefined> {
  return sql.get<SessionRow>(`SELECT ${LIST} FROM "Session" WHERE "id" = ?`, id)
}

/** Somebody's sessions that are not over, the one seen last first. */
export function listSessions(sql: Sql, kind: Realm, actorId: number, now: number): Promise<SessionRow[]> {
  return sql.all<SessionRow>(
    `SELECT ${LIST} FROM "Session" WHERE "kind" = ? AND "actorId" = ? AND coalesce("endsAt", "expiresAt") > ?
      ORDER BY coalesce("seenAt", "createdAt") DESC, "createdAt" DESC LIMIT 100`,
    kind,
    actorId,
    now,
  )
}

/** Puts a new token in the place of the one before it. @returns false when the session is over */
export async function replaceToken(tx: Tx, id: string, tokenHash: Uint8Array, row: SessionRow): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "Session" SET "tokenHash" = ?, "expiresAt" = ?, "endsAt" = ?, "seenAt" = ? WHERE "id" = ?`,
    tokenHash,
    row.expiresAt,
    row.endsAt,
    row.seenAt,
    id,
  )
  return changes === 1
}

/** The same by the token of before: of two that renew it at once one does. @returns false when it is not there any more */
export async function renewSession(tx: Tx, old: Uint8Array, tokenHash: Uint8Array, row: SessionRow): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "Session" SET "tokenHash" = ?, "expiresAt" = ?, "device" = ?, "seenAt" = ?, "strongAt" = coalesce(?, "strongAt")
      WHERE "tokenHash" = ?`,
    tokenHash,
    row.expiresAt,
    row.device,
    row.seenAt,
    row.strongAt,
    old,
  )
  return changes === 1
}

export async function touchSession(tx: Tx, tokenHash: Uint8Array, now: number): Promise<void> {
  await tx.run(`UPDATE "Session" SET "seenAt" = ? WHERE "tokenHash" = ?`, now, tokenHash)
}

export async function strengthenSession(tx: Tx, tokenHash: Uint8Array, now: number): Promise<boolean> {
  return (await tx.run(`UPDATE "Session" SET "strongAt" = ? WHERE "tokenHash" = ?`, now, tokenHash)).changes === 1
}

const FORGET_REFRESH = `DELETE FROM "SessionRefresh" WHERE "sessionId"`

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(`${FORGET_REFRESH} IN (SELECT "id" FROM "Session" WHERE "tokenHash" = ?)`, tokenHash)
  await tx.run(`DELETE FROM "Session" WHERE "tokenHash" = ?`, tokenHash)
}

/** One of somebody's own. @returns false when there is none of that name */
export async function deleteSessionOf(tx: Tx, kind: Realm, actorId: number, id: string): Promise<boolean> {
  const { changes } = await tx.run(
    `DELETE FROM "Session" WHERE "id" = ? AND "kind" = ? AND "actorId" = ?`,
    id,
    kind,
    actorId,
  )
  if (changes === 1) await tx.run(`${FORGET_REFRESH} = ?`, id)
  return changes === 1
}

/** All of somebody's, but one where it is named. @returns how many */
export async function deleteSessionsOf(tx: Tx, kind: Realm, actorId: number, kept: Uint8Array | null): Promise<number> {
  const those = `FROM "Session" WHERE "kind" = ? AND "actorId" = ?${kept ? ' AND "tokenHash" <> ?' : ''}`
  const values = kept ? [kind, actorId, kept] : [kind, actorId]
  await tx.run(`${FORGET_REFRESH} IN (SELECT "id" ${those})`, ...values)
  return (await tx.run(`DELETE ${those}`, ...values)).changes
}

/** @returns how many sessions were over */
export async function deleteExpired(tx: Tx, now: number): Promise<number> {
  await tx.run(`DELETE FROM "SessionRefresh" WHERE "expiresAt" <= ?`, now)
  const { changes } = await tx.run(
    `DELETE FROM "Session" WHERE "expiresAt" <= ? AND ("endsAt" IS NULL OR "endsAt" <= ?)`,
    now,
    now,
  )
  return changes
}
