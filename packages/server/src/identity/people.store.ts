import type { Realm, StaffRole } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

export interface ResidentRow {
  id: number
  jurisdiction: string
  subjectId: number
  /** Encrypted {name, phone}. */
  profile: Uint8Array
}

/** A way in by the demo door, one row for each role. */
export interface PersonaRow {
  persona: string
  realm: Realm
  id: number
  role: StaffRole | null
  areaPath: string | null
  bodyCode: string | null
}

export function findResident(sql: Sql, id: number): Promise<ResidentRow | undefined> {
  return sql.get<ResidentRow>(`SELECT "id", "jurisdiction", "subjectId", "profile" FROM "Resident" WHERE "id" = ?`, id)
}

/** @param row `profile` sealed for the subject, `phoneHash` by the lookup key */
export async function insertResident(
  tx: Tx,
  row: Omit<ResidentRow, 'id'> & { persona: string | null; phoneHash: Uint8Array | null; createdAt: number },
): Promise<number> {
  const { jurisdiction, subjectId, persona, profile, phoneHash, createdAt } = row
  return idOf(
    await tx.get(
      `INSERT INTO "Resident" ("jurisdiction", "subjectId", "persona", "profile", "phoneHash", "createdAt")
        VALUES (?, ?, ?, ?, ?, ?) RETURNING "id"`,
      jurisdiction,
      subjectId,
      persona,
      profile,
      phoneHash,
      createdAt,
    ),
  )
}

export async function insertStaff(
  tx: Tx,
  row: { persona: string | null; name: string; phone: string | null },
): Promise<number> {
  return idOf(
    await tx.get(
      `INSERT INTO "Staff" ("persona", "name", "phone", "active") VALUES (?, ?, ?, 1) RETURNING "id"`,
      row.persona,
      row.name,
      row.phone,
    ),
  )
}

export async function insertRole(
  tx: Tx,
  row: {
    staffId: number
    role: StaffRole
    areaPath: string
    bodyCode: string | null
    fromAt: number
    untilAt: number | null
  },
): Promise<void> {
  const { staffId, role, areaPath, bodyCode, fromAt, untilAt } = row
  await tx.run(
    `INSERT INTO "StaffRole" ("staffId", "role", "areaPath", "bodyCode", "fromAt", "untilAt") VALUES (?, ?, ?, ?, ?, ?)`,
    staffId,
    role,
    areaPath,
    bodyCode,
    fromAt,
    untilAt,
  )
}

const PERSONAS = `SELECT "persona", 'resident' AS "realm", "id", NULL AS "role", NULL AS "areaPath", NULL AS "bodyCode"
    FROM "Resident" WHERE "persona" IS NOT NULL
  UNION ALL
  SELECT st."persona", 'staff', st."id", sr."role", sr."areaPath", sr."bodyCode"
    FROM "Staff" st LEFT JOIN "StaffRole" sr ON sr."staffId" = st."id" WHERE st."persona" IS NOT NULL AND st."active" = 1
  ORDER BY 2, 3`

/** Everybody who may come in by the demo door: residents first, each group in the order of its seeding. */
export function listPersonas(sql: Sql): Promise<PersonaRow[]> {
  return sql.all<PersonaRow>(PERSONAS)
}

function idOf(row: { id: number } | undefined): number {
  if (!row) throw new Error('INSERT … RETURNING gave nothing')
  return row.id
}

export async function findStaffName(sql: Sql, id: number): Promise<string | undefined> {
  return (await sql.get<{ name: string }>(`SELECT "name" FROM "Staff" WHERE "id" = ?`, id))?.name
}
