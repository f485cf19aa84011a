import type { Realm, StaffRole } from '@civicgrid/contracts'
import type { Sql } from '../kernel/index.ts'

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
  name: string | null
  role: StaffRole | null
  areaPath: string | null
  bodyCode: string | null
}

export function findResident(sql: Sql, id: number): Promise<ResidentRow | undefined> {
  return sql.get<ResidentRow>(`SELECT "id", "jurisdiction", "subjectId", "profile" FROM "Resident" WHERE "id" = ?`, id)
}

const PERSONAS = `SELECT "persona", 'resident' AS "realm", "id", NULL AS "name", NULL AS "role", NULL AS "areaPath", NULL AS "bodyCode"
    FROM "Resident" WHERE "persona" IS NOT NULL
  UNION ALL
  SELECT st."persona", 'staff', st."id", st."name", sr."role", sr."areaPath", sr."bodyCode"
    FROM "Staff" st LEFT JOIN "StaffRole" sr ON sr."staffId" = st."id" WHERE st."persona" IS NOT NULL AND st."active" = 1
  ORDER BY 2, 3`

/** Everybody who may come in by the demo door: residents first, each group in the order of its seeding. */
export function listPersonas(sql: Sql): Promise<PersonaRow[]> {
  return sql.all<PersonaRow>(PERSONAS)
}
