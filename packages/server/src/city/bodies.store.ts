import type { AddedBody, BodyState, CityText } from '@civicgrid/contracts'
import { insertForId, type Head, type Sql, type Tx } from '../kernel/index.ts'

/** What administrators changed of a body, and bodies that they added. */
export interface KeptBody extends BodyState {
  readonly id: number
  readonly code: string
  readonly headHash: Uint8Array
}
interface Row {
  id: number
  code: string
  added: string | null
  name: string | null
  phone: string | null
  fromAt: number | null
  offFrom: number | null
  offUntil: number | null
  version: number
  headHash: Uint8Array
}

/** In the order of their first change; some dozens in a city's life. */
export async function listBodies(sql: Sql): Promise<KeptBody[]> {
  const rows = await sql.all<Row>(`SELECT * FROM "CityBody" ORDER BY "id"`)
  return rows.map(({ added, name, fromAt, offFrom, offUntil, ...rest }) => ({
    ...rest,
    status: 'known',
    added: added === null ? null : (JSON.parse(added) as AddedBody),
    name: name === null ? null : (JSON.parse(name) as CityText),
    from: fromAt,
    off: offFrom === null ? null : { from: offFrom, until: offUntil },
  }))
}

/** @returns the row's id, or null when somebody else was first */
export function insertBody(tx: Tx, code: string): Promise<number | null> {
  return insertForId(
    tx,
    `INSERT INTO "CityBody" ("code", "version", "headHash") VALUES (?, 0, ?) ON CONFLICT ("code") DO NOTHING`,
    code,
    new Uint8Array(32),
  )
}

export async function saveBody(tx: Tx, id: number, state: BodyState, head: Head): Promise<void> {
  const { added, name, phone, from, off } = state
  await tx.run(
    `UPDATE "CityBody" SET "added" = ?, "name" = ?, "phone" = ?, "fromAt" = ?, "offFrom" = ?, "offUntil" = ?,
      "version" = ?, "headHash" = ? WHERE "id" = ?`,
    added && JSON.stringify(added),
    name && JSON.stringify(name),
    phone,
    from,
    off?.from ?? null,
    off?.until ?? null,
    head.version,
    head.headHash,
    id,
  )
}
