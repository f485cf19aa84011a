import type { Contact } from '@civicgrid/contracts'
import { lookupHash, openFor, sealFor, type Sql, type Tx } from '../kernel/index.ts'

/** Contacts given with an appeal: encrypted by the subject's key, found again by a keyed hash of the number. */

const USE = 'AppealContact'

/** A number in the one form that is compared: digits alone, without the country. */
const plainNumber = (phone: string): string => phone.replace(/^\+86/, '').replaceAll(/\D/g, '')

/** Whether both are there and are one number. */
export const samePhone = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && plainNumber(one) === plainNumber(other)

export async function keepContact(tx: Tx, appealId: number, subjectId: number, contact: Contact): Promise<void> {
  const cipher = await sealFor(tx, subjectId, USE, contact)
  const phoneHash = contact.phone ? lookupHash(tx.keys, plainNumber(contact.phone)) : null
  await tx.run(
    `INSERT INTO "AppealContact" ("appealId", "subjectId", "cipher", "phoneHash") VALUES (?, ?, ?, ?)`,
    appealId,
    subjectId,
    cipher,
    phoneHash,
  )
}

/** The contact given with the appeal; null when there is none, or its subject has been erased. */
export async function openContact(sql: Sql, appealId: number): Promise<Contact | null> {
  const row = await sql.get<{ subjectId: number; cipher: Uint8Array }>(
    `SELECT "subjectId", "cipher" FROM "AppealContact" WHERE "appealId" = ?`,
    appealId,
  )
  return row ? openFor<Contact>(sql, row.subjectId, USE, row.cipher) : null
}

/** Codes of what was phoned in under a number since then and is nobody's account's yet, the last first. */
export async function phonedIn(sql: Sql, phone: string, since: number, most: number): Promise<string[]> {
  const rows = await sql.all<{ code: string }>(
    `SELECT a."code" FROM "AppealContact" c JOIN "Appeal" a ON a."id" = c."appealId"
      WHERE c."phoneHash" = ? AND a."residentId" IS NULL AND a."channel" = 'phone' AND a."submittedAt" >= ?
      ORDER BY a."submittedAt" DESC LIMIT ?`,
    lookupHash(sql.keys, plainNumber(phone)),
    since,
    most,
  )
  return rows.map(({ code }) => code)
}

export async function hasContact(sql: Sql, appealId: number): Promise<boolean> {
  return (await sql.get(`SELECT 1 AS "found" FROM "AppealContact" WHERE "appealId" = ?`, appealId)) !== undefined
}

export async function deleteContact(tx: Tx, appealId: number): Promise<void> {
  await tx.run(`DELETE FROM "AppealContact" WHERE "appealId" = ?`, appealId)
}
