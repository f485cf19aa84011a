import type { Sql, Tx } from '../../kernel/index.ts'

export interface SandboxRow {
  readonly integrationId: number
  /** 1: somebody opened it, and nobody closed it. */
  readonly wanted: number
  readonly generation: number
  readonly port: number
  readonly openedAt: number
  readonly usedAt: number
  /** The server that runs its process; null where none does. */
  readonly owner: string | null
  readonly leaseUntil: number
  /** Null until it answers. */
  readonly startedAt: number | null
  /** Why it is closed, when nobody closed it. */
  readonly problem: string | null
}
const COLUMNS = `"integrationId", "wanted", "generation", "port", "openedAt", "usedAt", "owner", "leaseUntil", "startedAt", "problem"`

export const findSandbox = (sql: Sql, integrationId: number): Promise<SandboxRow | undefined> =>
  sql.get<SandboxRow>(`SELECT ${COLUMNS} FROM "Sandbox" WHERE "integrationId" = ?`, integrationId)

/** Those that are to be open, and those that a server still runs. */
export const liveSandboxes = (sql: Sql): Promise<SandboxRow[]> =>
  sql.all<SandboxRow>(
    `SELECT ${COLUMNS} FROM "Sandbox" WHERE "wanted" = 1 OR "owner" IS NOT NULL ORDER BY "integrationId"`,
  )

/** @param fresh it begins from nothing */
export async function wantSandbox(
  tx: Tx,
  { integrationId, port, fresh, now }: { integrationId: number; port: number; fresh: boolean; now: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO "Sandbox" ("integrationId", "wanted", "generation", "port", "openedAt", "usedAt", "leaseUntil") VALUES (?, 1, 1, ?, ?, ?, 0)
      ON CONFLICT ("integrationId") DO UPDATE SET "wanted" = 1, "generation" = "Sandbox"."generation" + ?, "port" = excluded."port",
      "openedAt" = excluded."openedAt", "usedAt" = excluded."usedAt", "problem" = NULL`,
    integrationId,
    port,
    now,
    now,
    fresh ? 1 : 0,
  )
}

export async function unwantSandbox(tx: Tx, integrationId: number, problem: string | null): Promise<void> {
  await tx.run(`UPDATE "Sandbox" SET "wanted" = 0, "problem" = ? WHERE "integrationId" = ?`, problem, integrationId)
}

/** @returns whether it is this server's to run until then */
export async function leaseSandbox(
  tx: Tx,
  { integrationId, owner, now, until }: { integrationId: number; owner: string; now: number; until: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "Sandbox" SET "owner" = ?, "leaseUntil" = ?, "startedAt" = CASE WHEN "owner" = ? THEN "startedAt" END
      WHERE "integrationId" = ? AND ("owner" IS NULL OR "owner" = ? OR "leaseUntil" <= ?)`,
    owner,
    until,
    owner,
    integrationId,
    owner,
    now,
  )
  return changes === 1
}

/** @param startedAt when it answered; null: it is being started */
export async function startedSandbox(
  tx: Tx,
  { integrationId, owner, startedAt }: { integrationId: number; owner: string; startedAt: number | null },
): Promise<void> {
  await tx.run(
    `UPDATE "Sandbox" SET "startedAt" = ? WHERE "integrationId" = ? AND "owner" = ?`,
    startedAt,
    integrationId,
    owner,
  )
}

export async function usedSandbox(tx: Tx, integrationId: number, usedAt: number): Promise<void> {
  await tx.run(`UPDATE "Sandbox" SET "usedAt" = ? WHERE "integrationId" = ?`, usedAt, integrationId)
}

/** Its process has ended: another server may run it, if it is still wanted. */
export async function leaveSandbox(tx: Tx, integrationId: number, owner: string): Promise<void> {
  await tx.run(
    `UPDATE "Sandbox" SET "owner" = NULL, "leaseUntil" = 0, "startedAt" = NULL WHERE "integrationId" = ? AND "owner" = ?`,
    integrationId,
    owner,
  )
}
