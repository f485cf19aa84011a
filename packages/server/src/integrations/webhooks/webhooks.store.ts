import { NO_ENDPOINT, type EndpointHealth, type EndpointState, type WebhookStatus } from '@civicgrid/contracts'
import {
  createSubject,
  eraseSubject,
  insertForId,
  openFor,
  sealFor,
  type Head,
  type Sql,
  type Tx,
} from '../../kernel/index.ts'
import type { WebhookSecret } from './webhooks.sign.ts'

export const WEBHOOK_THING = 'webhook'
const USE = 'WebhookEndpoint'

export type EndpointKind = 'http' | 'tunnel'

export interface Endpoint extends EndpointHealth {
  readonly id: number
  readonly integrationId: number
  readonly kind: EndpointKind
  readonly status: WebhookStatus
  readonly subjectId: number
  readonly cipher: Uint8Array | null
  readonly askedAt: number | null
  readonly createdAt: number
  readonly headHash: Uint8Array
  readonly state: EndpointState
}
type Row = Omit<Endpoint, 'state'> & { state: string }

/** What is sealed of an endpoint. */
export interface EndpointSecrets {
  /** Null for a tunnel. */
  readonly url: string | null
  readonly secret: WebhookSecret
  /** Signs too until the overlap is over. */
  readonly before: WebhookSecret | null
}

const COLUMNS = `w."id", w."integrationId", w."kind", w."status", w."subjectId", w."cipher", w."fails", w."failingSince",
  w."askedAt", w."createdAt", w."headHash", w."state"`
const loaded = (row: Row): Endpoint => ({
  ...row,
  state: { ...NO_ENDPOINT, ...(JSON.parse(row.state) as EndpointState) },
})
async function many(sql: Sql, rest: string, ...values: (number | string)[]): Promise<Endpoint[]> {
  return (await sql.all<Row>(`SELECT ${COLUMNS} FROM "WebhookEndpoint" w WHERE ${rest}`, ...values)).map(loaded)
}

export const findEndpoint = async (sql: Sql, id: number): Promise<Endpoint | undefined> =>
  (await many(sql, 'w."id" = ?', id))[0]
/** To change it: on PostgreSQL the row is held. */
export const loadEndpoint = async (tx: Tx, id: number): Promise<Endpoint | undefined> =>
  (await many(tx, `w."id" = ?${tx.dialect === 'postgresql' ? ' FOR UPDATE' : ''}`, id))[0]
/** Those at which something is said, tunnels too; the first ones first. */
export const openEndpointsOf = (sql: Sql, integrationId: number): Promise<Endpoint[]> =>
  many(sql, `w."integrationId" = ? AND w."status" <> 'closed' ORDER BY w."id"`, integrationId)
/** For the desk: what somebody set up, closed ones last. */
export const endpointsOf = (sql: Sql, integrationId: number): Promise<Endpoint[]> =>
  many(
    sql,
    `w."integrationId" = ? AND w."kind" = 'http' ORDER BY CASE w."status" WHEN 'closed' THEN 1 ELSE 0 END, w."id" LIMIT 100`,
    integrationId,
  )
export const openEndpoints = (sql: Sql): Promise<Endpoint[]> => many(sql, `w."status" <> 'closed' ORDER BY w."id"`)
export const idleTunnels = (sql: Sql, before: number): Promise<Endpoint[]> =>
  many(sql, `w."kind" = 'tunnel' AND w."status" = 'active' AND w."askedAt" < ? ORDER BY w."id" LIMIT 100`, before)

/** The row without its chain, which has to know its id. @returns the id and the subject that seals */
export async function insertEndpoint(
  tx: Tx,
  {
    integrationId,
    kind,
    secrets,
    now,
  }: { integrationId: number; kind: EndpointKind; secrets: EndpointSecrets; now: number },
): Promise<{ id: number; subjectId: number }> {
  const subjectId = await createSubject(tx)
  const id = await insertForId(
    tx,
    `INSERT INTO "WebhookEndpoint" ("integrationId", "kind", "status", "subjectId", "cipher", "askedAt", "createdAt", "version",
      "headHash", "state") VALUES (?, ?, 'active', ?, ?, ?, ?, 0, ?, ?)`,
    integrationId,
    kind,
    subjectId,
    await sealFor(tx, subjectId, USE, secrets),
    kind === 'tunnel' ? now : null,
    now,
    new Uint8Array(32),
    '{}',
  )
  if (id === null) throw new Error('no row was made')
  return { id, subjectId }
}

/** State and chain. What is closed forgets its address and secrets. */
export async function saveEndpoint(tx: Tx, id: number, state: EndpointState, head: Head): Promise<void> {
  await tx.run(
    `UPDATE "WebhookEndpoint" SET "status" = ?, "version" = ?, "headHash" = ?, "state" = ? WHERE "id" = ?`,
    state.status,
    head.version,
    head.headHash,
    JSON.stringify(state),
    id,
  )
}
export async function saveSecrets(tx: Tx, id: number, subjectId: number, secrets: EndpointSecrets): Promise<void> {
  const cipher = await sealFor(tx, subjectId, USE, secrets)
  await tx.run('UPDATE "WebhookEndpoint" SET "cipher" = ? WHERE "id" = ?', cipher, id)
}
export async function forgetSecrets(tx: Tx, { id, subjectId }: Endpoint, now: number): Promise<void> {
  await tx.run('UPDATE "WebhookEndpoint" SET "cipher" = NULL, "leaseUntil" = NULL WHERE "id" = ?', id)
  await eraseSubject(tx, subjectId, now)
}
/** Null once it is closed. */
export const secretsOf = async (sql: Sql, { subjectId, cipher }: Pick<Endpoint, 'subjectId' | 'cipher'>) =>
  cipher === null ? null : openFor<EndpointSecrets>(sql, subjectId, USE, cipher)

export async function saveHealth(tx: Tx, id: number, { fails, failingSince }: EndpointHealth): Promise<void> {
  await tx.run('UPDATE "WebhookEndpoint" SET "fails" = ?, "failingSince" = ? WHERE "id" = ?', fails, failingSince, id)
}
export async function touchTunnel(tx: Tx, id: number, now: number): Promise<void> {
  await tx.run('UPDATE "WebhookEndpoint" SET "askedAt" = ? WHERE "id" = ?', now, id)
}

/** Endpoints that something is due at and nobody sends to, in some order that others have not. */
export async function claimable(sql: Sql, now: number, limit: number): Promise<number[]> {
  const rows = await sql.all<{ id: number }>(
    `SELECT w."id" FROM "WebhookEndpoint" w WHERE w."status" = 'active' AND w."kind" = 'http'
      AND (w."leaseUntil" IS NULL OR w."leaseUntil" <= ?)
      AND EXISTS (SELECT 1 FROM "WebhookDelivery" d WHERE d."endpointId" = w."id" AND d."dueAt" <= ?)
      ORDER BY coalesce(w."leaseUntil", 0), w."id" LIMIT ?`,
    now,
    now,
    limit,
  )
  return rows.map(({ id }) => id)
}

/** Takes an endpoint for one process, or holds it longer. @returns false where another one has it */
export async function lease(tx: Tx, id: number, by: string, now: number, until: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "WebhookEndpoint" SET "leaseBy" = ?, "leaseUntil" = ? WHERE "id" = ? AND "status" = 'active'
      AND ("leaseUntil" IS NULL OR "leaseUntil" <= ? OR "leaseBy" = ?)`,
    by,
    until,
    id,
    now,
    by,
  )
  return changes === 1
}
export async function release(tx: Tx, id: number, by: string): Promise<void> {
  await tx.run('UPDATE "WebhookEndpoint" SET "leaseUntil" = NULL WHERE "id" = ? AND "leaseBy" = ?', id, by)
}
