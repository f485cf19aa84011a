import type { Sql } from '../../kernel/index.ts'

/** What one read says of an access token. */
export interface TokenRow {
  readonly kind: 'AccessToken' | 'ClientCredentials'
  readonly payload: string
  readonly integrationId: number
  readonly publicId: string
  readonly jurisdiction: string
  readonly consentId: number | null
  /** Of the consent, JSON. */
  readonly agreed: string | null
  readonly usedAt: number | null
  readonly residentId: number | null
  readonly residence: string | null
}

const HELD = `i."status" = 'active'`
/** A consent that holds, of somebody who is there. */
const AGREED = `c."endedAt" IS NULL AND c."untilAt" > ? AND r."id" IS NOT NULL`

/** The token, unless anything that it hangs on is over: itself, its consent, its integration. */
const FIND = `SELECT p."kind", p."payload", i."id" AS "integrationId", i."publicId", i."jurisdiction", p."consentId",
    c."scopes" AS "agreed", c."usedAt", r."id" AS "residentId", r."jurisdiction" AS "residence"
  FROM "OidcPayload" p JOIN "Integration" i ON i."publicId" = p."clientId" AND ${HELD}
  LEFT JOIN "Consent" c ON c."id" = p."consentId" LEFT JOIN "Resident" r ON r."id" = c."residentId"
  WHERE p."kind" IN ('AccessToken', 'ClientCredentials') AND p."idHash" = ? AND p."expiresAt" > ?
    AND (p."kind" = 'ClientCredentials' OR (${AGREED}))`

export const findToken = (sql: Sql, idHash: Uint8Array, now: number): Promise<TokenRow | undefined> =>
  sql.get<TokenRow>(FIND, idHash, now, now)

/** Whether a consent still holds, and the integration with it. */
export async function consentHolds(sql: Sql, consentId: number, now: number): Promise<boolean> {
  const row = await sql.get<{ one: number }>(
    `SELECT 1 AS "one" FROM "Consent" c JOIN "Integration" i ON i."id" = c."integrationId" AND ${HELD}
      LEFT JOIN "Resident" r ON r."id" = c."residentId" WHERE c."id" = ? AND ${AGREED}`,
    consentId,
    now,
  )
  return row !== undefined
}
