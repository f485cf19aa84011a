import type { DeliveryStatus, TryResult } from '@civicgrid/contracts'
import { insertForId, type Sql, type Tx } from '../../kernel/index.ts'

/** A try, as the log of a delivery keeps it. */
export interface Try {
  /** Epoch milliseconds. */
  readonly at: number
  readonly result: TryResult
  readonly status: number | null
  readonly ms: number
}

export interface Delivery {
  readonly id: number
  readonly endpointId: number
  readonly eventId: number | null
  readonly thingId: number | null
  readonly type: string
  readonly body: string
  readonly status: DeliveryStatus
  readonly tries: number
  readonly dueAt: number | null
  readonly log: readonly Try[]
  readonly createdAt: number
  readonly endedAt: number | null
}
type Row = Omit<Delivery, 'log'> & { log: string }

const COLUMNS = `d."id", d."endpointId", d."eventId", d."thingId", d."type", d."body", d."status", d."tries", d."dueAt", d."log",
  d."createdAt", d."endedAt"`
const loaded = (row: Row): Delivery => ({ ...row, log: JSON.parse(row.log) as Try[] })

export interface NewDelivery {
  readonly endpointId: number
  readonly eventId: number | null
  readonly thingId: number | null
  readonly type: string
  readonly body: string
}

/** Written down to be sent now; of one event once for each endpoint. */
export async function insertDelivery(tx: Tx, row: NewDelivery, now: number): Promise<number | null> {
  return insertForId(
    tx,
    `INSERT INTO "WebhookDelivery" ("endpointId", "eventId", "thingId", "type", "body", "status", "dueAt", "log", "createdAt")
      VALUES (?, ?, ?, ?, ?, 'waiting', ?, '[]', ?) ON CONFLICT DO NOTHING`,
    row.endpointId,
    row.eventId,
    row.thingId,
    row.type,
    row.body,
    now,
    now,
  )
}

/** What an endpoint is to be sent now, what has waited longest first. */
export async function dueDeliveries(sql: Sql, endpointId: number, now: number, limit: number): Promise<Delivery[]> {
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "WebhookDelivery" d WHERE d."endpointId" = ? AND d."dueAt" <= ? ORDER BY d."dueAt", d."id" LIMIT ?`,
    endpointId,
    now,
    limit,
  )
  return rows.map(loaded)
}

/** What has become of a delivery by a try, or without one. */
export interface Settled {
  readonly id: number
  readonly status: DeliveryStatus
  readonly tries: number
  readonly dueAt: number | null
  readonly log: readonly Try[]
}
/** Tries that are kept of a delivery: those of a round and some of the one before. */
const LOG_MAX = 14

/** Only what still waits: of two processes that sent the same one's word counts. */
export async function settle(tx: Tx, { id, status, tries, dueAt, log }: Settled, now: number): Promise<void> {
  await tx.run(
    `UPDATE "WebhookDelivery" SET "status" = ?, "tries" = ?, "dueAt" = ?, "log" = ?, "endedAt" = ? WHERE "id" = ? AND "status" = 'waiting'`,
    status,
    tries,
    dueAt,
    JSON.stringify(log.slice(-LOG_MAX)),
    status === 'waiting' ? null : now,
    id,
  )
}

/** What has not gone out when an endpoint is closed never will. */
export async function cancelWaiting(tx: Tx, endpointId: number, now: number): Promise<void> {
  await tx.run(
    `UPDATE "WebhookDelivery" SET "status" = 'cancelled', "dueAt" = NULL, "endedAt" = ? WHERE "endpointId" = ? AND "status" = 'waiting'`,
    now,
    endpointId,
  )
}

export async function findDelivery(sql: Sql, id: number): Promise<Delivery | undefined> {
  const row = await sql.get<Row>(`SELECT ${COLUMNS} FROM "WebhookDelivery" d WHERE d."id" = ?`, id)
  return row && loaded(row)
}

export async function listDeliveries(
  sql: Sql,
  endpointId: number,
  {
    status,
    type,
    before,
    limit,
  }: { status: DeliveryStatus | null; type: string | null; before: number; limit: number },
): Promise<Delivery[]> {
  const narrowed = [
    ['status', status],
    ['type', type],
  ].filter((one): one is [string, string] => one[1] !== null)
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "WebhookDelivery" d WHERE d."endpointId" = ? AND d."id" < ?${narrowed
      .map(([column]) => ` AND d."${column}" = ?`)
      .join('')} ORDER BY d."id" DESC LIMIT ?`,
    endpointId,
    before,
    ...narrowed.map(([, value]) => value),
    limit,
  )
  return rows.map(loaded)
}

/** How many wait, up to a thousand. */
export async function countWaiting(sql: Sql, endpointId: number): Promise<number> {
  const row = await sql.get<{ n: number }>(
    `SELECT count(*) AS "n" FROM (SELECT 1 FROM "WebhookDelivery" WHERE "endpointId" = ? AND "status" = 'waiting' LIMIT 1000) w`,
    endpointId,
  )
  return Number(row?.n ?? 0)
}

const ANEW = `UPDATE "WebhookDelivery" SET "status" = 'waiting', "dueAt" = ?, "tries" = 0, "round" = "round" + 1, "endedAt" = NULL
  WHERE "endpointId" = ? AND "status" <> 'waiting' AND "status" <> 'cancelled'`

/** Sends it once more, under the same id. @returns whether it was one of this endpoint's, and over */
export async function sendAnew(tx: Tx, endpointId: number, id: number, now: number): Promise<boolean> {
  const { changes } = await tx.run(`${ANEW} AND "id" = ?`, now, endpointId, id)
  return changes === 1
}
/** All that were given up since; what was delivered is not among them. @returns how many */
export async function sendFailedAnew(tx: Tx, endpointId: number, since: number, now: number): Promise<number> {
  const { changes } = await tx.run(`${ANEW} AND "status" = 'failed' AND "createdAt" >= ?`, now, endpointId, since)
  return changes
}

/** @returns how many are gone */
export async function sweepDeliveries(tx: Tx, before: number, limit: number): Promise<number> {
  const { changes } = await tx.run(
    `DELETE FROM "WebhookDelivery" WHERE "id" IN (SELECT "id" FROM "WebhookDelivery" WHERE "createdAt" < ? ORDER BY "createdAt" LIMIT ?)`,
    before,
    limit,
  )
  return changes
}
