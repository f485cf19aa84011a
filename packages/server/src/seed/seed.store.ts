import type { Db, Sql, Tx } from '../kernel/index.ts'

/** A cursor that no reader moves: 0 when a seed has begun, 1 when it went through to its end. */
const MARK = 'seed'

export async function seedState(sql: Sql): Promise<'none' | 'begun' | 'done'> {
  const row = await sql.get<{ position: number }>(`SELECT "position" FROM "ReaderCursor" WHERE "name" = ?`, MARK)
  return row === undefined ? 'none' : row.position === 0 ? 'begun' : 'done'
}

export async function markBegun(tx: Tx): Promise<void> {
  await tx.run(`INSERT INTO "ReaderCursor" ("name", "position") VALUES (?, 0)`, MARK)
}

export async function markDone(tx: Tx): Promise<void> {
  await tx.run(`UPDATE "ReaderCursor" SET "position" = 1 WHERE "name" = ?`, MARK)
}

/**
 * Takes back what a seed that was stopped half-way left behind. Nobody else has written to such a database: the service
 * listens only after its seed went through.
 */
export async function clearSeed(tx: Tx): Promise<void> {
  for (const table of Object.keys(TABLES)) await tx.run(`DELETE FROM "${table}"`)
}

/** Whether nobody has ever used this database: then it is ours to fill. */
export async function isEmpty(sql: Sql): Promise<boolean> {
  const row = await sql.get<{ used: number }>(
    `SELECT (SELECT count(*) FROM (SELECT 1 FROM "Staff" LIMIT 1) s) + (SELECT count(*) FROM (SELECT 1 FROM "Appeal" LIMIT 1) a) AS "used"`,
  )
  return Number(row?.used ?? 0) === 0
}

const TABLES = {
  Resident: '"id"',
  Staff: '"id"',
  StaffRole: '"id"',
  Integration: '"id"',
  ScopeGrant: '"id"',
  Appeal: '"id"',
  Event: '"id"',
  EventSecret: '"eventId"',
  SubjectKey: '"id"',
  AppealContact: '"appealId"',
  AppealJoin: '"id"',
  Idempotency: '"actor", "procedure", "key"',
  ReaderCursor: '"name"',
  Counter: '"key"',
  File: '"id"',
} as const

/** Every row that a seed writes, table by table in the order of the keys; each as one line of text. */
export async function* dumpRows(db: Db): AsyncGenerator<string, void> {
  for (const [table, key] of Object.entries(TABLES)) {
    yield `# ${table}`
    for (const row of await db.read.all<object>(`SELECT * FROM "${table}" ORDER BY ${key}`))
      yield JSON.stringify(row, (_, value: unknown) =>
        isBytes(value) ? Buffer.from(value.data).toString('hex') : value,
      )
  }
}

/** JSON.stringify hands a Buffer over in this form. */
function isBytes(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
}
