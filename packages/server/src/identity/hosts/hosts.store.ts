import type { Sql, Tx } from '../../kernel/index.ts'

/** @returns false when it was taken before */
export async function takeAssertion(tx: Tx, idHash: Uint8Array, expiresAt: number): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "HostAssertion" ("idHash", "expiresAt") VALUES (?, ?) ON CONFLICT DO NOTHING`,
    idHash,
    expiresAt,
  )
  return changes === 1
}

// An erased account is an empty shell: whoever comes again after that begins anew.
const LINKED = `SELECT l."residentId" AS "id", k."erasedAt" FROM "ResidentLink" l
  JOIN "Resident" r ON r."id" = l."residentId" JOIN "SubjectKey" k ON k."id" = r."subjectId"
  WHERE l."issuer" = ? AND l."subjectHash" = ?`

/** Who somebody of elsewhere is here; `erasedAt` when they have left. */
export function findLinked(
  sql: Sql,
  issuer: string,
  subjectHash: Uint8Array,
): Promise<{ id: number; erasedAt: number | null } | undefined> {
  return sql.get(LINKED, issuer, subjectHash)
}

/** Who is known by a number; `linked` when somebody else of that issuer is them already. */
export async function findByPhone(
  sql: Sql,
  phoneHash: Uint8Array,
  issuer: string,
): Promise<{ id: number; linked: boolean } | undefined> {
  const row = await sql.get<{ id: number; links: number }>(
    `SELECT r."id", (SELECT COUNT(*) FROM "ResidentLink" l WHERE l."residentId" = r."id" AND l."issuer" = ?) AS "links"
      FROM "Resident" r WHERE r."phoneHash" = ?`,
    issuer,
    phoneHash,
  )
  return row && { id: row.id, linked: Number(row.links) > 0 }
}

/** @returns false when another unit of work has linked them meanwhile */
export async function insertLink(
  tx: Tx,
  link: { issuer: string; subjectHash: Uint8Array; residentId: number; linkedAt: number },
): Promise<boolean> {
  const { issuer, subjectHash, residentId, linkedAt } = link
  const { changes } = await tx.run(
    `INSERT INTO "ResidentLink" ("issuer", "subjectHash", "residentId", "linkedAt") VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING`,
    issuer,
    subjectHash,
    residentId,
    linkedAt,
  )
  return changes === 1
}

export async function deleteLink(tx: Tx, issuer: string, subjectHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "ResidentLink" WHERE "issuer" = ? AND "subjectHash" = ?`, issuer, subjectHash)
}

export interface TicketRow {
  hostApp: string
  residentId: number
  /** Area path of the resident's account. */
  jurisdiction: string
  callback: string
  proof: Uint8Array
  /** When the host last had them prove who they are; null where it did not say. */
  authAt: number | null
  expiresAt: number
}

export async function insertTicket(
  tx: Tx,
  ticketHash: Uint8Array,
  ticket: Omit<TicketRow, 'jurisdiction'>,
): Promise<void> {
  const { hostApp, residentId, callback, proof, authAt, expiresAt } = ticket
  await tx.run(
    `INSERT INTO "HostTicket" ("ticketHash", "hostApp", "residentId", "callback", "proof", "authAt", "expiresAt")
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ticketHash,
    hostApp,
    residentId,
    callback,
    proof,
    authAt,
    expiresAt,
  )
}

/** The ticket, which is gone with this: of two that come at once one gets it. */
export async function takeTicket(tx: Tx, ticketHash: Uint8Array): Promise<TicketRow | undefined> {
  const row = await tx.get<TicketRow>(
    `SELECT t."hostApp", t."residentId", r."jurisdiction", t."callback", t."proof", t."authAt", t."expiresAt"
      FROM "HostTicket" t JOIN "Resident" r ON r."id" = t."residentId" WHERE t."ticketHash" = ?`,
    ticketHash,
  )
  if (!row) return undefined
  const { changes } = await tx.run(`DELETE FROM "HostTicket" WHERE "ticketHash" = ?`, ticketHash)
  return changes === 1 ? row : undefined
}

/** @returns how many tickets and assertions were over */
export async function deleteOver(tx: Tx, now: number): Promise<number> {
  const tickets = await tx.run(`DELETE FROM "HostTicket" WHERE "expiresAt" <= ?`, now)
  const assertions = await tx.run(`DELETE FROM "HostAssertion" WHERE "expiresAt" <= ?`, now)
  return tickets.changes + assertions.changes
}
