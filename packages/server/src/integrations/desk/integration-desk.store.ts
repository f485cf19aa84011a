import { NO_GRANT, NO_INTEGRATION, type IntegrationState, type ScopeGrantState } from '@civicgrid/contracts'
import { thingsIn, type Sql, type ThingKinds, type Tx } from '../../kernel/index.ts'
import type { Integration, ScopeGrant } from '../integrations.store.ts'

/** What the desk keeps and finds of integrations beside their rows: their states, lists, and who looks after them. */

export const INTEGRATION_THING = 'integration'
export const GRANT_THING = 'scopeGrant'
export const INTEGRATION_CHAINS: ThingKinds = {
  [INTEGRATION_THING]: thingsIn('Integration'),
  [GRANT_THING]: thingsIn('ScopeGrant'),
}

const said = (text: { 'zh-CN': string; en: string }) => (text['zh-CN'] === '' && text.en === '' ? null : text)

/** How the machine sees a row: what the columns say, and what stands nowhere else. */
export const integrationStateOf = (row: Integration): IntegrationState => ({
  ...NO_INTEGRATION,
  keys: (row.jwks?.keys ?? []).map(({ kid }) => ({ kid: String(kid), from: row.createdAt, until: null })),
  ...(JSON.parse(row.state) as Partial<IntegrationState>),
  status: row.status,
  version: row.version,
  areaPath: row.jurisdiction,
  name: row.name,
  operator: row.operator,
  purpose: said(row.purpose),
  redirects: row.redirectUris,
  origins: row.origins,
  jwksUri: row.jwksUri,
})
export const grantStateOf = (row: ScopeGrant): ScopeGrantState => ({
  ...NO_GRANT,
  ...(JSON.parse(row.state) as Partial<ScopeGrantState>),
  status: row.status,
  version: row.version,
  scope: row.scope,
  purpose: row.purpose,
  from: row.fromAt,
  until: row.untilAt,
  perDay: row.perDay,
})

export interface ListFilter {
  /** Areas whose integrations are listed; none: only `own`. */
  readonly areas: readonly string[]
  readonly own: number | null
  readonly words: string
  readonly status: string | null
  readonly waiting: boolean
  /** Ids below this one: the newest come first. */
  readonly before: number
  readonly limit: number
}

/** Ids of those that somebody may see, the newest first. */
export async function listIntegrationIds(sql: Sql, filter: ListFilter): Promise<number[]> {
  const { areas, own, words, status, waiting, before, limit } = filter
  const values: (string | number)[] = []
  const reach = areas.map((area) => {
    values.push(area.length + 1, `${area}/`)
    return `substr(i."jurisdiction" || '/', 1, ?) = ?`
  })
  if (own !== null) {
    reach.push(`i."id" = ?`)
    values.push(own)
  }
  if (reach.length === 0) return []
  const parts = [`(${reach.join(' OR ')})`]
  if (words) {
    const like = `%${words.toLowerCase().replace(/[!%_]/g, '!$&')}%`
    parts.push(`(lower(i."name") LIKE ? ESCAPE '!' OR lower(i."operator") LIKE ? ESCAPE '!')`)
    values.push(like, like)
  }
  if (status !== null) {
    parts.push(`i."status" = ?`)
    values.push(status)
  }
  if (waiting)
    parts.push(`EXISTS (SELECT 1 FROM "ScopeGrant" g WHERE g."integrationId" = i."id" AND g."status" = 'asked')`)
  const rows = await sql.all<{ id: number }>(
    `SELECT i."id" FROM "Integration" i WHERE ${parts.join(' AND ')} AND i."id" < ? ORDER BY i."id" DESC LIMIT ?`,
    ...values,
    before,
    limit,
  )
  return rows.map(({ id }) => id)
}

/** Those whose keys may have to leave: everything that is open and publishes keys here. */
export async function listWithKeys(sql: Sql): Promise<number[]> {
  const rows = await sql.all<{ id: number }>(
    `SELECT i."id" FROM "Integration" i WHERE i."jwks" IS NOT NULL AND i."status" <> 'closed' ORDER BY i."id"`,
  )
  return rows.map(({ id }) => id)
}

export interface EngineerRow {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly active: number
}

/** The integration that somebody looks after; undefined for everybody else. */
export async function lookedAfterBy(sql: Sql, staffId: number): Promise<number | undefined> {
  const row = await sql.get<{ integrationId: number }>(
    `SELECT "integrationId" FROM "IntegrationEngineer" WHERE "staffId" = ?`,
    staffId,
  )
  return row?.integrationId
}
export function engineersOf(sql: Sql, integrationId: number): Promise<EngineerRow[]> {
  return sql.all<EngineerRow>(
    `SELECT st."id", st."name", st."version", st."active" FROM "IntegrationEngineer" e JOIN "Staff" st ON st."id" = e."staffId"
      WHERE e."integrationId" = ? ORDER BY st."id"`,
    integrationId,
  )
}
export async function insertEngineer(tx: Tx, staffId: number, integrationId: number, at: number): Promise<void> {
  await tx.run(
    `INSERT INTO "IntegrationEngineer" ("staffId", "integrationId", "addedAt") VALUES (?, ?, ?)`,
    staffId,
    integrationId,
    at,
  )
}
export async function deleteEngineer(tx: Tx, staffId: number): Promise<void> {
  await tx.run(`DELETE FROM "IntegrationEngineer" WHERE "staffId" = ?`, staffId)
}
