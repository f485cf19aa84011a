import { openFor, seal, sealFor, unseal, type Keyring, type Random, type Sql, type Tx } from '../../kernel/index.ts'

/**
 * Under which openid somebody last came in: WeChat asks for it with what they wrote. Encrypted by the person's own key, so
 * an erased person has none, and forgotten with the way in.
 */
const USE = 'WeChatPerson'

export async function keepOpenid(
  tx: Tx,
  { residentId, openid, now }: { residentId: number; openid: string; now: number },
): Promise<void> {
  const row = await tx.get<{ subjectId: number }>('SELECT "subjectId" FROM "Resident" WHERE "id" = ?', residentId)
  if (!row) return
  await tx.run(
    `INSERT INTO "WeChatPerson" ("residentId", "cipher", "seenAt") VALUES (?, ?, ?)
      ON CONFLICT ("residentId") DO UPDATE SET "cipher" = excluded."cipher", "seenAt" = excluded."seenAt"`,
    residentId,
    await sealFor(tx, row.subjectId, USE, openid),
    now,
  )
}

/** Null for whoever never came in by WeChat, or is erased. */
export async function openidOfResident(sql: Sql, residentId: number): Promise<string | null> {
  const row = await sql.get<{ cipher: Uint8Array; subjectId: number }>(
    `SELECT w."cipher", r."subjectId" FROM "WeChatPerson" w JOIN "Resident" r ON r."id" = w."residentId" WHERE w."residentId" = ?`,
    residentId,
  )
  return row ? openFor<string>(sql, row.subjectId, USE, row.cipher) : null
}

export async function forgetOpenid(tx: Tx, residentId: number): Promise<void> {
  await tx.run('DELETE FROM "WeChatPerson" WHERE "residentId" = ?', residentId)
}

const STEP = 'WeChat sign-in'

/** For the five minutes of a way in that is half done, when it is nobody's yet. */
export const openidSealed = (keys: Keyring, openid: string, random: Random): string =>
  seal(keys.derive(STEP).current, openid, STEP, random).toString('base64url')

export function openidUnsealed(keys: Keyring, sealed: string): string {
  const cipher = Buffer.from(sealed, 'base64url')
  for (const key of keys.derive(STEP).known) {
    try {
      return unseal(key, cipher, STEP).toString()
    } catch {
      // Sealed under another master key.
    }
  }
  throw new Error('no key opens the step')
}
