import type { Sql, Tx } from '../../kernel/index.ts'

/** How one member of staff proves who they are. */
export interface LoginRow {
  readonly staffId: number
  readonly loginName: string
  readonly passwordHash: string | null
  /** Sealed for the person. */
  readonly totpSecret: Uint8Array | null
  readonly totpStep: number | null
  readonly name: string
  readonly subjectId: number | null
}

const LOGIN = `SELECT l."staffId", l."loginName", l."passwordHash", l."totpSecret", l."totpStep", st."name", st."subjectId"
  FROM "StaffLogin" l JOIN "Staff" st ON st."id" = l."staffId" AND st."active" = 1`

export function findLogin(sql: Sql, loginName: string): Promise<LoginRow | undefined> {
  return sql.get<LoginRow>(`${LOGIN} WHERE l."loginName" = ?`, loginName)
}
export function findLoginOf(sql: Sql, staffId: number): Promise<LoginRow | undefined> {
  return sql.get<LoginRow>(`${LOGIN} WHERE l."staffId" = ?`, staffId)
}

/** @returns false when the name is another's */
export async function nameLogin(tx: Tx, staffId: number, loginName: string, now: number): Promise<boolean> {
  const other = await tx.get<{ staffId: number }>(`SELECT "staffId" FROM "StaffLogin" WHERE "loginName" = ?`, loginName)
  if (other && other.staffId !== staffId) return false
  await tx.run(
    `INSERT INTO "StaffLogin" ("staffId", "loginName", "updatedAt") VALUES (?, ?, ?)
      ON CONFLICT ("staffId") DO UPDATE SET "loginName" = excluded."loginName", "updatedAt" = excluded."updatedAt"`,
    staffId,
    loginName,
    now,
  )
  return true
}

export async function setSecrets(
  tx: Tx,
  staffId: number,
  secrets: { passwordHash: string; totpSecret: Uint8Array | null; totpStep: number | null },
  now: number,
): Promise<void> {
  await tx.run(
    `UPDATE "StaffLogin" SET "passwordHash" = ?, "totpSecret" = ?, "totpStep" = ?, "updatedAt" = ? WHERE "staffId" = ?`,
    secrets.passwordHash,
    secrets.totpSecret,
    secrets.totpStep,
    now,
    staffId,
  )
}

/** @returns false when another has changed it meanwhile */
export async function replacePassword(
  tx: Tx,
  staffId: number,
  { before, after }: { before: string; after: string },
  now: number,
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "StaffLogin" SET "passwordHash" = ?, "updatedAt" = ? WHERE "staffId" = ? AND "passwordHash" = ?`,
    after,
    now,
    staffId,
    before,
  )
  return changes === 1
}

/** @returns false when the code of that half minute, or of a later one, was taken before */
export async function useTotpStep(tx: Tx, staffId: number, step: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "StaffLogin" SET "totpStep" = ? WHERE "staffId" = ? AND ("totpStep" IS NULL OR "totpStep" < ?)`,
    step,
    staffId,
    step,
  )
  return changes === 1
}

export async function replaceRecovery(tx: Tx, staffId: number, hashes: readonly Uint8Array[]): Promise<void> {
  await tx.run(`DELETE FROM "StaffRecovery" WHERE "staffId" = ?`, staffId)
  for (const hash of hashes)
    await tx.run(`INSERT INTO "StaffRecovery" ("codeHash", "staffId") VALUES (?, ?)`, hash, staffId)
}
/** @returns false when it is none of theirs, or was used */
export async function useRecovery(tx: Tx, staffId: number, hash: Uint8Array): Promise<boolean> {
  const { changes } = await tx.run(`DELETE FROM "StaffRecovery" WHERE "codeHash" = ? AND "staffId" = ?`, hash, staffId)
  return changes === 1
}
export async function recoveryLeft(sql: Sql, staffId: number): Promise<number> {
  const row = await sql.get<{ n: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS "n" FROM "StaffRecovery" WHERE "staffId" = ?`,
    staffId,
  )
  return row?.n ?? 0
}

export interface InvitationRow {
  readonly staffId: number
  readonly expiresAt: number
}
export async function insertInvitation(tx: Tx, tokenHash: Uint8Array, row: InvitationRow, now: number): Promise<void> {
  await tx.run(`DELETE FROM "StaffInvitation" WHERE "staffId" = ?`, row.staffId)
  await tx.run(
    `INSERT INTO "StaffInvitation" ("tokenHash", "staffId", "createdAt", "expiresAt") VALUES (?, ?, ?, ?)`,
    tokenHash,
    row.staffId,
    now,
    row.expiresAt,
  )
}
export function findInvitation(sql: Sql, tokenHash: Uint8Array, now: number): Promise<InvitationRow | undefined> {
  return sql.get<InvitationRow>(
    `SELECT "staffId", "expiresAt" FROM "StaffInvitation" WHERE "tokenHash" = ? AND "expiresAt" > ?`,
    tokenHash,
    now,
  )
}
export async function deleteInvitation(tx: Tx, tokenHash: Uint8Array): Promise<boolean> {
  return (await tx.run(`DELETE FROM "StaffInvitation" WHERE "tokenHash" = ?`, tokenHash)).changes === 1
}

/** @returns false when the subject is another's */
export async function linkSubject(
  tx: Tx,
  row: { issuer: string; subjectHash: Uint8Array; staffId: number; linkedAt: number },
): Promise<boolean> {
  const { issuer, subjectHash, staffId, linkedAt } = row
  const other = await findSubject(tx, issuer, subjectHash)
  if (other !== undefined) return other.staffId === staffId
  await tx.run(`DELETE FROM "StaffSubject" WHERE "staffId" = ? AND "issuer" = ?`, staffId, issuer)
  await tx.run(
    `INSERT INTO "StaffSubject" ("issuer", "subjectHash", "staffId", "linkedAt") VALUES (?, ?, ?, ?)`,
    issuer,
    subjectHash,
    staffId,
    linkedAt,
  )
  return true
}
export async function unlinkSubjects(tx: Tx, staffId: number): Promise<void> {
  await tx.run(`DELETE FROM "StaffSubject" WHERE "staffId" = ?`, staffId)
}
/** Whom a subject means, also one who was switched off. */
export async function findSubject(
  sql: Sql,
  issuer: string,
  subjectHash: Uint8Array,
): Promise<{ staffId: number; active: number } | undefined> {
  return sql.get(
    `SELECT s."staffId", st."active" FROM "StaffSubject" s JOIN "Staff" st ON st."id" = s."staffId"
      WHERE s."issuer" = ? AND s."subjectHash" = ?`,
    issuer,
    subjectHash,
  )
}
