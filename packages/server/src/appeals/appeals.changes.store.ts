import type { Sql, Tx } from '../kernel/index.ts'

/** How an appeal is known to the integration that it came through. */
export interface ThroughRow {
  readonly id: number
  readonly integrationId: number
  readonly code: string
  readonly externalId: string | null
}

/**
 * Who sent it lets the integration follow it: by a consent that holds and covers following, or by having sent it in the
 * partner's own page. Nobody follows what is nobody's any more.
 */
const FOLLOWED = `a."residentId" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "SubjectKey" k WHERE k."id" = a."subjectId" AND k."erasedAt" IS NOT NULL)
  AND (s."consented" = 0 OR EXISTS (SELECT 1 FROM "Consent" c WHERE c."residentId" = a."residentId"
    AND c."integrationId" = s."integrationId" AND c."endedAt" IS NULL AND c."untilAt" > ?
    AND c."scopes" LIKE '%"appeals.track"%'))`

/** Ids of one statement: a text that does not change is prepared once. */
const PAGE = 50
const THROUGH = `SELECT s."id", s."integrationId", a."code", s."externalId"
  FROM "AppealSource" s JOIN "Appeal" a ON a."id" = s."id"
  WHERE s."id" IN (${'?, '.repeat(PAGE - 1)}?) AND ${FOLLOWED}`

/** Those of these appeals that came through an integration which may follow them now. */
export async function listThrough(sql: Sql, appealIds: readonly number[], now: number): Promise<ThroughRow[]> {
  const found: ThroughRow[] = []
  for (let from = 0; from < appealIds.length; from += PAGE) {
    // No appeal has the id 0.
    const ids = Array.from({ length: PAGE }, (_, n) => appealIds[from + n] ?? 0)
    found.push(...(await sql.all<ThroughRow>(THROUGH, ...ids, now)))
  }
  return found
}

/** Through which integration it came, whoever may follow it now. */
export async function sourceOfAppeal(sql: Sql, appealId: number): Promise<number | undefined> {
  const row = await sql.get<{ integrationId: number }>(
    'SELECT "integrationId" FROM "AppealSource" WHERE "id" = ?',
    appealId,
  )
  return row?.integrationId
}

export async function insertChange(tx: Tx, integrationId: number, position: number, appealId: number): Promise<void> {
  await tx.run(
    'INSERT INTO "SourceChange" ("integrationId", "position", "appealId") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    integrationId,
    position,
    appealId,
  )
}
export async function deleteChanges(tx: Tx): Promise<void> {
  await tx.run('DELETE FROM "SourceChange"')
}

export interface ChangeRow extends ThroughRow {
  readonly position: number
  /** Null where the integration may follow it no longer. */
  readonly mayFollow: number
  readonly type: string
  readonly seq: number
  readonly at: number
  readonly data: string | null
}

const CHANGES = `SELECT h."position", h."appealId" AS "id", s."integrationId", a."code", s."externalId", e."type", e."seq", e."at",
  e."data", CASE WHEN ${FOLLOWED} THEN 1 ELSE 0 END AS "mayFollow"
  FROM "SourceChange" h JOIN "Event" e ON e."position" = h."position" JOIN "AppealSource" s ON s."id" = h."appealId"
  JOIN "Appeal" a ON a."id" = h."appealId"
  WHERE h."integrationId" = ? AND h."position" > ? ORDER BY h."position" LIMIT ?`

/** What happened after a place in the log, in its order. */
export const listChanges = (
  sql: Sql,
  integrationId: number,
  after: number,
  limit: number,
  now: number,
): Promise<ChangeRow[]> => sql.all<ChangeRow>(CHANGES, now, integrationId, after, limit)
