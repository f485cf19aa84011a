import type { Sql, Tx } from '../../kernel/index.ts'

/** A partner's word about who sits at its page, as it is kept for a minute. */
export interface SecretRow {
  readonly integrationId: number
  readonly residentId: number
  readonly origin: string
  readonly proof: Uint8Array
  readonly externalId: string | null
  /** Encrypted, for the resident. */
  readonly prefill: Uint8Array | null
  readonly expiresAt: number
}

export async function insertSecret(tx: Tx, secretHash: Uint8Array, row: SecretRow): Promise<void> {
  await tx.run(
    `INSERT INTO "EmbedSecret" ("secretHash", "integrationId", "residentId", "origin", "proof", "externalId", "prefill",
      "expiresAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    secretHash,
    row.integrationId,
    row.residentId,
    row.origin,
    row.proof,
    row.externalId,
    row.prefill,
    row.expiresAt,
  )
}

/** The secret, which is gone with this: of two that come at once one gets it. */
export async function takeSecret(tx: Tx, secretHash: Uint8Array): Promise<SecretRow | undefined> {
  const row = await tx.get<SecretRow>(
    `SELECT "integrationId", "residentId", "origin", "proof", "externalId", "prefill", "expiresAt" FROM "EmbedSecret"
      WHERE "secretHash" = ?`,
    secretHash,
  )
  if (!row) return undefined
  const { changes } = await tx.run(`DELETE FROM "EmbedSecret" WHERE "secretHash" = ?`, secretHash)
  return changes === 1 ? { ...row, expiresAt: Number(row.expiresAt) } : undefined
}

export interface SessionRow {
  readonly integrationId: number
  readonly residentId: number
  readonly jurisdiction: string
  readonly externalId: string | null
  readonly expiresAt: number
}

export async function insertSession(tx: Tx, tokenHash: Uint8Array, row: SessionRow): Promise<void> {
  await tx.run(
    `INSERT INTO "EmbedSession" ("tokenHash", "integrationId", "residentId", "jurisdiction", "externalId", "expiresAt")
      VALUES (?, ?, ?, ?, ?, ?)`,
    tokenHash,
    row.integrationId,
    row.residentId,
    row.jurisdiction,
    row.externalId,
    row.expiresAt,
  )
}

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "EmbedSession" WHERE "tokenHash" = ?`, tokenHash)
}

/** An integration that is at work and whose grant of `embed` holds: closed, suspended or over, nothing opens or goes on. */
const AT_WORK = `i."status" = 'active' AND EXISTS (SELECT 1 FROM "ScopeGrant" g WHERE g."integrationId" = i."id"
  AND g."scope" = 'embed' AND g."status" = 'granted' AND g."fromAt" <= ? AND g."untilAt" > ?)`
/** Who erased their account has no session left, either. */
const THERE = `EXISTS (SELECT 1 FROM "Resident" r JOIN "SubjectKey" k ON k."id" = r."subjectId"
  WHERE r."id" = s."residentId" AND k."erasedAt" IS NULL)`

export interface FoundSession extends Omit<SessionRow, 'expiresAt'> {
  readonly publicId: string
}

/** For whom a token speaks at `now`. */
export function findSession(sql: Sql, tokenHash: Uint8Array, now: number): Promise<FoundSession | undefined> {
  return sql.get<FoundSession>(
    `SELECT s."integrationId", s."residentId", s."jurisdiction", s."externalId", i."publicId"
      FROM "EmbedSession" s JOIN "Integration" i ON i."id" = s."integrationId"
      WHERE s."tokenHash" = ? AND s."expiresAt" > ? AND ${AT_WORK} AND ${THERE}`,
    tokenHash,
    now,
    now,
    now,
  )
}

/** What a frame has to know of an integration; undefined where none may be embedded under this name. */
export async function findEmbeddable(
  sql: Sql,
  publicId: string,
  now: number,
): Promise<{ name: string; origins: string } | undefined> {
  return sql.get(
    `SELECT i."name", i."origins" FROM "Integration" i WHERE i."publicId" = ? AND ${AT_WORK}`,
    publicId,
    now,
    now,
  )
}

/** @returns how many secrets and sessions were over */
export async function deleteOver(tx: Tx, now: number): Promise<number> {
  const secrets = await tx.run(`DELETE FROM "EmbedSecret" WHERE "expiresAt" <= ?`, now)
  const sessions = await tx.run(`DELETE FROM "EmbedSession" WHERE "expiresAt" <= ?`, now)
  return secrets.changes + sessions.changes
}
