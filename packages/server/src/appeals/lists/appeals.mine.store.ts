import { OPEN_STATUSES } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import { LISTED, listed, type ListedAppeal, type Row } from './appeals.lists.store.ts'

/** Lists of a resident. */

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(', ')
/** @param open only those for which the city still has something to do */
const among = (open: boolean): string => (open ? ` AND a."status" IN (${OPEN})` : '')

const THROUGH = ' AND EXISTS (SELECT 1 FROM "AppealSource" s WHERE s."id" = a."id" AND s."integrationId" = ?)'

/** A resident's own, newest first. @param integrationId only those that were sent through this one */
export async function listMine(
  sql: Sql,
  residentId: number,
  open: boolean,
  before: number,
  limit: number,
  integrationId: number | null = null,
): Promise<ListedAppeal[]> {
  const through = integrationId === null ? '' : THROUGH
  return listed(
    await sql.all<Row>(
      `SELECT ${LISTED} FROM "Appeal" a WHERE a."residentId" = ? AND a."id" < ?${among(open)}${through} ORDER BY a."id" DESC LIMIT ?`,
      residentId,
      before,
      ...(integrationId === null ? [] : [integrationId]),
      limit,
    ),
  )
}

/** What an agent sent in the place of this person, newest first, and is theirs still. */
export async function listActed(
  sql: Sql,
  agentId: number,
  principalId: number,
  open: boolean,
  before: number,
  limit: number,
): Promise<ListedAppeal[]> {
  return listed(
    await sql.all<Row>(
      `SELECT ${LISTED} FROM "AuthorityAppeal" y JOIN "Appeal" a ON a."id" = y."appealId"
        WHERE y."agentId" = ? AND y."principalId" = ? AND y."appealId" < ?${among(open)} ORDER BY y."appealId" DESC LIMIT ?`,
      agentId,
      principalId,
      before,
      limit,
    ),
  )
}
