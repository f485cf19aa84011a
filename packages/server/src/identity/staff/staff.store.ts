import type { StaffGrant, StaffRole, StaffState } from '@civicgrid/contracts'
import type { Sql, ThingKind, Tx } from '../../kernel/index.ts'
import { insertRole } from '../people.store.ts'

/** Staff as administrators see them. */
export interface StaffRow {
  readonly id: number
  readonly name: string
  readonly phone: string | null
  readonly active: number
  readonly areaPath: string | null
  readonly subjectId: number | null
  readonly version: number
  readonly headHash: Uint8Array | null
}
interface RoleRow {
  id: number
  staffId: number
  role: StaffRole
  areaPath: string
  bodyCode: string | null
  fromAt: number
  untilAt: number | null
}

const COLUMNS =
  'st."id", st."name", st."phone", st."active", st."areaPath", st."subjectId", st."version", st."headHash"'

export function findStaff(sql: Sql, id: number): Promise<StaffRow | undefined> {
  return sql.get<StaffRow>(`SELECT ${COLUMNS} FROM "Staff" st WHERE st."id" = ?`, id)
}

export interface StaffFilter {
  /** Areas whose people are listed; an empty path is the whole city. */
  readonly areas: readonly string[]
  readonly rootPath: string
  readonly words: string
  readonly role: string | null
  readonly bodyCode: string | null
}

/** Everybody who belongs to the areas or holds a role there, in the order of their coming. */
export function listStaff(sql: Sql, filter: StaffFilter, after: number, limit: number): Promise<StaffRow[]> {
  const { areas, rootPath, words, role, bodyCode } = filter
  const values: (string | number)[] = []
  const within = (column: string): string =>
    areas
      .map((area) => {
        values.push(area.length + 1, `${area}/`)
        return `substr(${column} || '/', 1, ?) = ?`
      })
      .join(' OR ')
  const reach = areas.includes(rootPath)
    ? '1 = 1'
    : `(${within('st."areaPath"')} OR EXISTS (SELECT 1 FROM "StaffRole" r WHERE r."staffId" = st."id" AND (${within('r."areaPath"')})))`
  const parts = [reach]
  if (words) {
    parts.push(`lower(st."name") LIKE ? ESCAPE '!'`)
    values.push(`%${words.toLowerCase().replace(/[!%_]/g, '!$&')}%`)
  }
  for (const [column, value] of [
    ['role', role],
    ['bodyCode', bodyCode],
  ] as const)
    if (value !== null) {
      parts.push(`EXISTS (SELECT 1 FROM "StaffRole" r WHERE r."staffId" = st."id" AND r."${column}" = ?)`)
      values.push(value)
    }
  return sql.all<StaffRow>(
    `SELECT ${COLUMNS} FROM "Staff" st WHERE ${parts.join(' AND ')} AND st."id" > ? ORDER BY st."id" LIMIT ?`,
    ...values,
    after,
    limit,
  )
}

/** Grants in the order in which they were given, which numbers them: none is ever removed. */
export async function grantsOf(sql: Sql, staffId: number): Promise<StaffGrant[]> {
  const rows = await sql.all<RoleRow>(
    `SELECT "id", "role", "areaPath", "bodyCode", "fromAt", "untilAt" FROM "StaffRole" WHERE "staffId" = ? ORDER BY "id"`,
    staffId,
  )
  return rows.map(({ role, areaPath, bodyCode, fromAt, untilAt }, i) => ({
    no: i + 1,
    role,
    areaPath,
    bodyCode,
    from: fromAt,
    until: untilAt,
  }))
}

export async function insertEmptyStaff(tx: Tx, name: string): Promise<number> {
  const row = await tx.get<{ id: number }>(
    `INSERT INTO "Staff" ("name", "active", "version") VALUES (?, 1, 0) RETURNING "id"`,
    name,
  )
  if (!row) throw new Error('INSERT … RETURNING gave nothing')
  return row.id
}

/** Writes what the events changed. @returns false when somebody else was first */
export async function saveStaff(
  tx: Tx,
  row: StaffRow,
  profile: { name: string; phone: string | null },
  before: StaffState,
  state: StaffState,
  head: { version: number; headHash: Uint8Array },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "Staff" SET "name" = ?, "phone" = ?, "active" = ?, "areaPath" = ?, "subjectId" = ?, "version" = ?, "headHash" = ?
      WHERE "id" = ? AND "version" = ?`,
    profile.name,
    profile.phone,
    state.status === 'off' ? 0 : 1,
    state.areaPath,
    row.subjectId,
    head.version,
    head.headHash,
    row.id,
    row.version,
  )
  if (changes !== 1) return false
  const ids = await tx.all<{ id: number }>(`SELECT "id" FROM "StaffRole" WHERE "staffId" = ? ORDER BY "id"`, row.id)
  for (const [i, grant] of state.grants.entries()) {
    const { role, areaPath, bodyCode, from, until } = grant
    const old = before.grants[i]
    const id = ids[i]?.id
    if (!old || id === undefined)
      await insertRole(tx, { staffId: row.id, role, areaPath, bodyCode, fromAt: from, untilAt: until })
    else if (old.until !== until) await tx.run(`UPDATE "StaffRole" SET "untilAt" = ? WHERE "id" = ?`, until, id)
  }
  return true
}

const HEADS = `SELECT "id" AS "thingId", "version", "headHash" FROM "Staff" WHERE "version" > 0`

/** Chains of staff; those who were there before have none until something of theirs changes. */
export const STAFF_CHAINS: ThingKind = {
  head: (sql, thingId) => sql.get(`${HEADS} AND "id" = ?`, thingId),
  heads: (sql, after, limit) => sql.all(`${HEADS} AND "id" > ? ORDER BY "id" LIMIT ?`, after, limit),
}
