import type { CityText, ConsentEnd, IntegrationScope } from '@civicgrid/contracts'
import { insertForId, type Sql, type Tx } from '../../kernel/index.ts'

/** What was agreed to, in the words that were read. */
export interface AgreedScope {
  readonly scope: IntegrationScope
  readonly purpose: CityText
}

/** What a resident lets an integration do in their name. */
export interface Consent {
  readonly id: number
  /** How the provider names it; 256 random bits. */
  readonly token: string
  readonly residentId: number
  readonly integrationId: number
  readonly scopes: readonly AgreedScope[]
  readonly givenAt: number
  /** Not included. */
  readonly untilAt: number
  readonly endedAt: number | null
  readonly endedBy: ConsentEnd | null
  readonly usedAt: number | null
}

const COLUMNS = `c."id", c."token", c."residentId", c."integrationId", c."scopes", c."givenAt", c."untilAt", c."endedAt",
  c."endedBy", c."usedAt"`
type Row = Omit<Consent, 'scopes'> & { scopes: string }
const loaded = (row: Row): Consent => ({ ...row, scopes: JSON.parse(row.scopes) as AgreedScope[] })

async function one(sql: Sql, where: string, ...values: (string | number)[]): Promise<Consent | undefined> {
  const row = await sql.get<Row>(`SELECT ${COLUMNS} FROM "Consent" c WHERE ${where}`, ...values)
  return row && loaded(row)
}

/** To change it, within a unit of work: on PostgreSQL the row is held. */
const held = (sql: Sql | Tx): string => ('run' in sql && sql.dialect === 'postgresql' ? ' FOR UPDATE' : '')

export const consentByToken = (sql: Sql, token: string): Promise<Consent | undefined> =>
  one(sql, `c."token" = ?`, token)
export const consentOf = (sql: Sql | Tx, id: number): Promise<Consent | undefined> =>
  one(sql, `c."id" = ?${held(sql)}`, id)

/** The one that holds between the two, whatever the city lets the integration do just now. */
export const consentBetween = (
  sql: Sql | Tx,
  residentId: number,
  integrationId: number,
  now: number,
): Promise<Consent | undefined> =>
  one(
    sql,
    `c."residentId" = ? AND c."integrationId" = ? AND c."endedAt" IS NULL AND c."untilAt" > ? ORDER BY c."id" DESC LIMIT 1${held(sql)}`,
    residentId,
    integrationId,
    now,
  )

/** All that somebody ever gave, the newest first. */
export async function consentsOf(sql: Sql, residentId: number): Promise<Consent[]> {
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "Consent" c WHERE c."residentId" = ? ORDER BY c."id" DESC LIMIT 500`,
    residentId,
  )
  return rows.map(loaded)
}

/** @returns its id */
export async function insertConsent(
  tx: Tx,
  row: Omit<Consent, 'id' | 'endedAt' | 'endedBy' | 'usedAt'>,
): Promise<number> {
  const id = await insertForId(
    tx,
    `INSERT INTO "Consent" ("token", "residentId", "integrationId", "scopes", "givenAt", "untilAt") VALUES (?, ?, ?, ?, ?, ?)`,
    row.token,
    row.residentId,
    row.integrationId,
    JSON.stringify(row.scopes),
    row.givenAt,
    row.untilAt,
  )
  if (id === null) throw new Error('no row was made')
  return id
}

export async function extendConsent(
  tx: Tx,
  { id, scopes, givenAt, untilAt }: Pick<Consent, 'id' | 'scopes' | 'givenAt' | 'untilAt'>,
): Promise<void> {
  await tx.run(
    `UPDATE "Consent" SET "scopes" = ?, "givenAt" = ?, "untilAt" = ? WHERE "id" = ?`,
    JSON.stringify(scopes),
    givenAt,
    untilAt,
    id,
  )
}

/** @returns false where it had ended before */
export async function endConsent(tx: Tx, id: number, by: ConsentEnd, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "Consent" SET "endedAt" = ?, "endedBy" = ? WHERE "id" = ? AND "endedAt" IS NULL`,
    now,
    by,
    id,
  )
  return changes === 1
}

export async function touchConsent(tx: Tx, id: number, now: number): Promise<void> {
  await tx.run(`UPDATE "Consent" SET "usedAt" = ? WHERE "id" = ?`, now, id)
}
