import type { DatedRule } from '@civicgrid/contracts'
import { insertForId, type Sql, type Tx } from '../kernel/index.ts'

/** Ownership that administrators have set; what is over stays, as a record. */
export interface KeptRule extends DatedRule {
  readonly id: number
  readonly token: string
  readonly areaPath: string
  readonly version: number
  readonly headHash: Uint8Array
}
interface Row {
  id: number
  token: string
  category: string
  areaPath: string
  bodyCode: string | null
  level: string | null
  fromAt: number
  untilAt: number | null
  version: number
  headHash: Uint8Array
}

/** Some hundreds in a city's life. @param rootPath rules of the whole city are narrowed to no area */
export async function listRules(sql: Sql, rootPath: string): Promise<KeptRule[]> {
  const rows = await sql.all<Row>(`SELECT * FROM "OwnershipRule" ORDER BY "id"`)
  return rows.map(({ bodyCode, level, areaPath, fromAt, untilAt, ...rest }) => ({
    ...rest,
    areaPath,
    area: areaPath === rootPath ? null : areaPath.slice(areaPath.lastIndexOf('/') + 1),
    owner: bodyCode === null ? { level: level ?? '' } : { body: bodyCode },
    from: fromAt,
    until: untilAt,
  }))
}

export async function insertRule(
  tx: Tx,
  rule: Pick<KeptRule, 'token' | 'category' | 'areaPath' | 'owner' | 'from' | 'until'>,
): Promise<number> {
  const { token, category, areaPath, owner, from, until } = rule
  const id = await insertForId(
    tx,
    `INSERT INTO "OwnershipRule" ("token", "category", "areaPath", "bodyCode", "level", "fromAt", "untilAt", "version", "headHash")
      VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    token,
    category,
    areaPath,
    'body' in owner ? owner.body : null,
    'level' in owner ? owner.level : null,
    from,
    until,
    new Uint8Array(32),
  )
  if (id === null) throw new Error('a new rule has no id')
  return id
}

export async function saveRule(
  tx: Tx,
  rule: { id: number; until: number | null; version: number; headHash: Uint8Array },
): Promise<void> {
  await tx.run(
    `UPDATE "OwnershipRule" SET "untilAt" = ?, "version" = ?, "headHash" = ? WHERE "id" = ?`,
    rule.until,
    rule.version,
    rule.headHash,
    rule.id,
  )
}
