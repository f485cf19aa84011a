import type { CityText, IntegrationScope, IntegrationStatus, ScopeGrantStatus } from '@civicgrid/contracts'
import { insertForId, type Sql, type Tx } from '../kernel/index.ts'

/** A partner's system as it is kept. */
export interface Integration {
  readonly id: number
  /** `civic_…`, how it is named outside; its number never leaves. */
  readonly publicId: string
  readonly status: IntegrationStatus
  /** Area path: its residents are those of this area and below. */
  readonly jurisdiction: string
  readonly name: CityText
  readonly purpose: CityText
  /** The organisation that answers for it. */
  readonly operator: string
  /** Its public keys, or where they are; neither while it is being set up. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] } | null
  readonly jwksUri: string | null
  readonly redirectUris: readonly string[]
  readonly origins: readonly string[]
  readonly createdAt: number
  readonly version: number
  readonly headHash: Uint8Array
  /** The machine's own, as it wrote it. */
  readonly state: string
}

const COLUMNS = `i."id", i."publicId", i."status", i."jurisdiction", i."name", i."purpose", i."operator", i."jwks", i."jwksUri",
  i."redirectUris", i."origins", i."createdAt", i."version", i."headHash", i."state"`
type Texts = 'name' | 'purpose' | 'jwks' | 'redirectUris' | 'origins'
type Row = Omit<Integration, Texts> & Record<Exclude<Texts, 'jwks'>, string> & { jwks: string | null }

const loaded = ({ name, purpose, jwks, redirectUris, origins, ...row }: Row): Integration => ({
  ...row,
  createdAt: Number(row.createdAt),
  name: JSON.parse(name) as CityText,
  purpose: JSON.parse(purpose) as CityText,
  jwks: jwks === null ? null : (JSON.parse(jwks) as Integration['jwks']),
  redirectUris: JSON.parse(redirectUris) as string[],
  origins: JSON.parse(origins) as string[],
})
async function one(sql: Sql, where: string, ...values: (string | number)[]): Promise<Integration | undefined> {
  const row = await sql.get<Row>(`SELECT ${COLUMNS} FROM "Integration" i WHERE ${where}`, ...values)
  return row && loaded(row)
}

/** Whether its requests for consent count only where its own server pushed them. */
export const demandsPushed = ({ state }: Pick<Integration, 'state'>): boolean =>
  (JSON.parse(state) as { pushedOnly?: boolean }).pushedOnly === true

/** By the name that strangers know, whatever its status. */
export const byPublicId = (sql: Sql, publicId: string): Promise<Integration | undefined> =>
  one(sql, `i."publicId" = ?`, publicId)
export const integrationOf = (sql: Sql, id: number): Promise<Integration | undefined> => one(sql, `i."id" = ?`, id)
/** To change it: on PostgreSQL the row is held, so that a second command waits and then sees the first. */
export const loadIntegration = (tx: Tx, id: number): Promise<Integration | undefined> =>
  one(tx, `i."id" = ?${tx.dialect === 'postgresql' ? ' FOR UPDATE' : ''}`, id)

export type NewIntegration = Omit<Integration, 'id' | 'version' | 'headHash'>

const texts = (row: Pick<Integration, Texts>) => ({
  name: JSON.stringify(row.name),
  purpose: JSON.stringify(row.purpose),
  jwks: row.jwks === null ? null : JSON.stringify(row.jwks),
  redirectUris: JSON.stringify(row.redirectUris),
  origins: JSON.stringify(row.origins),
})

/** The row without its chain, which has to know its id. @returns the id */
export async function insertIntegration(tx: Tx, row: NewIntegration): Promise<number> {
  const { name, purpose, jwks, redirectUris, origins } = texts(row)
  const id = await insertForId(
    tx,
    `INSERT INTO "Integration" ("publicId", "status", "jurisdiction", "name", "purpose", "operator", "jwks", "jwksUri",
      "redirectUris", "origins", "createdAt", "version", "headHash", "state") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    row.publicId,
    row.status,
    row.jurisdiction,
    name,
    purpose,
    row.operator,
    jwks,
    row.jwksUri,
    redirectUris,
    origins,
    row.createdAt,
    new Uint8Array(32),
    row.state,
  )
  if (id === null) throw new Error('no row was made')
  return id
}

/** Everything of it that a command may change, with its chain's new head. */
export async function saveIntegration(
  tx: Tx,
  row: Omit<Integration, 'publicId' | 'createdAt' | 'jurisdiction'>,
): Promise<void> {
  const { name, purpose, jwks, redirectUris, origins } = texts(row)
  await tx.run(
    `UPDATE "Integration" SET "status" = ?, "name" = ?, "purpose" = ?, "operator" = ?, "jwks" = ?, "jwksUri" = ?,
      "redirectUris" = ?, "origins" = ?, "version" = ?, "headHash" = ?, "state" = ? WHERE "id" = ?`,
    row.status,
    name,
    purpose,
    row.operator,
    jwks,
    row.jwksUri,
    redirectUris,
    origins,
    row.version,
    row.headHash,
    row.state,
    row.id,
  )
}

/** An administrator's grant of one scope. */
export interface ScopeGrant {
  readonly id: number
  readonly token: string
  readonly integrationId: number
  readonly scope: IntegrationScope
  /** What for (用途), as residents read it. */
  readonly purpose: CityText
  readonly status: ScopeGrantStatus
  /** Epoch milliseconds, `untilAt` not included; null while it is only asked for. */
  readonly fromAt: number | null
  readonly untilAt: number | null
  /** How often a day; null: as often as the table of scopes has it. */
  readonly perDay: number | null
  readonly createdAt: number
  readonly version: number
  readonly headHash: Uint8Array
  readonly state: string
}

const GRANT = `g."id", g."token", g."integrationId", g."scope", g."purpose", g."status", g."fromAt", g."untilAt", g."perDay",
  g."createdAt", g."version", g."headHash", g."state"`
type GrantRow = Omit<ScopeGrant, 'purpose'> & { purpose: string }
const grantFrom = (row: GrantRow): ScopeGrant => ({ ...row, purpose: JSON.parse(row.purpose) as CityText })

/** All of an integration, the oldest first, whatever became of them. */
export async function grantsOf(sql: Sql, integrationId: number): Promise<ScopeGrant[]> {
  const rows = await sql.all<GrantRow>(
    `SELECT ${GRANT} FROM "ScopeGrant" g WHERE g."integrationId" = ? ORDER BY g."id"`,
    integrationId,
  )
  return rows.map(grantFrom)
}
export async function grantByToken(sql: Sql | Tx, token: string): Promise<ScopeGrant | undefined> {
  const row = await sql.get<GrantRow>(`SELECT ${GRANT} FROM "ScopeGrant" g WHERE g."token" = ?`, token)
  return row && grantFrom(row)
}

/** What the city lets it do at this instant: the latest grant of each scope that holds. */
export async function heldGrants(sql: Sql, integrationId: number, now: number): Promise<ScopeGrant[]> {
  const rows = await sql.all<GrantRow>(
    `SELECT ${GRANT} FROM "ScopeGrant" g WHERE g."integrationId" = ? AND g."status" = 'granted' AND g."fromAt" <= ? AND g."untilAt" > ?
      ORDER BY g."id"`,
    integrationId,
    now,
    now,
  )
  return [...new Map(rows.map((row) => [row.scope, grantFrom(row)])).values()]
}

export type NewScopeGrant = Omit<ScopeGrant, 'id' | 'version' | 'headHash'>

/** @returns its id */
export async function insertGrant(tx: Tx, row: NewScopeGrant): Promise<number> {
  const id = await insertForId(
    tx,
    `INSERT INTO "ScopeGrant" ("token", "integrationId", "scope", "purpose", "status", "fromAt", "untilAt", "perDay",
      "createdAt", "version", "headHash", "state") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    row.token,
    row.integrationId,
    row.scope,
    JSON.stringify(row.purpose),
    row.status,
    row.fromAt,
    row.untilAt,
    row.perDay,
    row.createdAt,
    new Uint8Array(32),
    row.state,
  )
  if (id === null) throw new Error('no row was made')
  return id
}

export async function saveGrant(
  tx: Tx,
  row: Pick<
    ScopeGrant,
    'id' | 'status' | 'fromAt' | 'untilAt' | 'perDay' | 'purpose' | 'version' | 'headHash' | 'state'
  >,
): Promise<void> {
  await tx.run(
    `UPDATE "ScopeGrant" SET "status" = ?, "fromAt" = ?, "untilAt" = ?, "perDay" = ?, "purpose" = ?, "version" = ?,
      "headHash" = ?, "state" = ? WHERE "id" = ?`,
    row.status,
    row.fromAt,
    row.untilAt,
    row.perDay,
    JSON.stringify(row.purpose),
    row.version,
    row.headHash,
    row.state,
    row.id,
  )
}
