import { LAST_ERRORS } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'

export interface UseRow {
  readonly integrationId: number
  /** Of the city, YYYY-MM-DD. */
  readonly day: string
  /** '' where none was found. */
  readonly scope: string
  readonly status: number
  readonly calls: number
}
export interface ErrorRow {
  readonly integrationId: number
  readonly at: number
  readonly procedure: string
  readonly scope: string
  readonly status: number
  readonly code: string
  readonly requestId: string
}

/** Adds to what is counted already, whichever process counted it. */
export async function addUse(tx: Tx, row: UseRow): Promise<void> {
  await tx.run(
    `INSERT INTO "IntegrationUse" ("integrationId", "day", "scope", "status", "calls") VALUES (?, ?, ?, ?, ?)
      ON CONFLICT ("integrationId", "day", "scope", "status")
      DO UPDATE SET "calls" = "IntegrationUse"."calls" + excluded."calls"`,
    row.integrationId,
    row.day,
    row.scope,
    row.status,
    row.calls,
  )
}

/** Keeps errors, and of each integration the last ones alone. */
export async function addErrors(tx: Tx, rows: readonly ErrorRow[]): Promise<void> {
  for (const { integrationId, at, procedure, scope, status, code, requestId } of rows)
    await tx.run(
      `INSERT INTO "IntegrationError" ("integrationId", "at", "procedure", "scope", "status", "code", "requestId")
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      integrationId,
      at,
      procedure,
      scope,
      status,
      code,
      requestId,
    )
  for (const id of new Set(rows.map(({ integrationId }) => integrationId)))
    await tx.run(
      `DELETE FROM "IntegrationError" WHERE "integrationId" = ? AND "id" <= (SELECT "id" FROM "IntegrationError"
        WHERE "integrationId" = ? ORDER BY "id" DESC LIMIT 1 OFFSET ?)`,
      id,
      id,
      LAST_ERRORS,
    )
}

/** @param since the first day that counts, YYYY-MM-DD */
export function useOf(sql: Sql, integrationId: number, since: string): Promise<UseRow[]> {
  return sql.all<UseRow>(
    `SELECT "integrationId", "day", "scope", "status", "calls" FROM "IntegrationUse"
      WHERE "integrationId" = ? AND "day" >= ? ORDER BY "day", "scope", "status"`,
    integrationId,
    since,
  )
}

export async function callsOf(
  sql: Sql,
  integrationId: number,
  since: string,
): Promise<{ calls: number; errors: number }> {
  const row = await sql.get<{ calls: number | null; errors: number | null }>(
    `SELECT sum("calls") AS "calls", sum(CASE WHEN "status" >= 400 THEN "calls" ELSE 0 END) AS "errors"
      FROM "IntegrationUse" WHERE "integrationId" = ? AND "day" >= ?`,
    integrationId,
    since,
  )
  return { calls: Number(row?.calls ?? 0), errors: Number(row?.errors ?? 0) }
}

/** The newest first. */
export function errorsOf(sql: Sql, integrationId: number): Promise<ErrorRow[]> {
  return sql.all<ErrorRow>(
    `SELECT "integrationId", "at", "procedure", "scope", "status", "code", "requestId" FROM "IntegrationError"
      WHERE "integrationId" = ? ORDER BY "id" DESC LIMIT ?`,
    integrationId,
    LAST_ERRORS,
  )
}

/** @param before days before this one are forgotten */
export async function forgetUse(tx: Tx, before: string): Promise<void> {
  await tx.run(`DELETE FROM "IntegrationUse" WHERE "day" < ?`, before)
}
