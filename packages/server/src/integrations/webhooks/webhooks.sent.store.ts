import type { Sql } from '../../kernel/index.ts'
import type { SentThrough } from './webhooks.messages.ts'

/** Ids of one statement: a text that does not change is prepared once. */
const PAGE = 50

const SENT = `SELECT s."id", s."integrationId", s."externalId", a."code", a."residentId",
    (SELECT count(*) FROM "Consent" c WHERE c."residentId" = a."residentId" AND c."integrationId" = s."integrationId") AS "given",
    (SELECT c."scopes" FROM "Consent" c WHERE c."residentId" = a."residentId" AND c."integrationId" = s."integrationId"
      AND c."endedAt" IS NULL AND c."untilAt" > ? ORDER BY c."id" DESC LIMIT 1) AS "scopes"
  FROM "AppealSource" s JOIN "Appeal" a ON a."id" = s."id" WHERE s."id" IN (${Array.from({ length: PAGE }, () => '?').join(', ')})`

interface Row {
  id: number
  integrationId: number
  externalId: string | null
  code: string
  residentId: number | null
  given: number
  scopes: string | null
}

/**
 * Whether the integration may be told of it still: its resident has an account, and lets the integration follow what was
 * sent through it. Who sits at a partner's page as the partner's own customer never came by a consent and can undo none.
 */
function mayBeTold({ residentId, given, scopes }: Row): boolean {
  if (residentId === null) return false
  if (Number(given) === 0) return true
  if (scopes === null) return false
  return (JSON.parse(scopes) as { scope: string }[]).some(({ scope }) => scope === 'appeals.track')
}

/** Those of these appeals that an integration sent and may be told of now. */
export async function sentThrough(
  sql: Sql,
  appealIds: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, SentThrough>> {
  const found = new Map<number, SentThrough>()
  for (let from = 0; from < appealIds.length; from += PAGE) {
    const page = appealIds.slice(from, from + PAGE)
    const rows = await sql.all<Row>(SENT, now, ...page, ...Array.from({ length: PAGE - page.length }, () => 0))
    for (const row of rows) if (mayBeTold(row)) found.set(row.id, row)
  }
  return found
}
