import { randomBytes } from 'node:crypto'
import type { Db } from '../../packages/server/src/kernel/index.ts'
import { hashToken, newSessionToken } from '../../packages/server/src/identity/sessions/tokens.ts'

/** What the load needs of a city that is full: who is signed in, whose appeal is whose, photos that wait. */
export interface FullCity {
  readonly residents: readonly { readonly token: string; readonly id: number }[]
  /** Bearer token by persona. */
  readonly staff: ReadonlyMap<string, string>
  /** A resident's own appeals. */
  readonly appeals: readonly { readonly code: string; readonly token: string }[]
  readonly points: readonly { readonly lng: number; readonly lat: number }[]
  /** Takes `count` uploaded photos that nothing has yet. */
  photos(ownerKind: 'resident' | 'staff', ownerId: number, count: number): Promise<string[]>
}

interface Sampled {
  readonly code: string
  readonly residentId: number
  readonly lng: number | null
  readonly lat: number | null
}

/** Marks what the raw baseline wrote: nobody can read it. */
export const RAW_CHANNEL = 'raw'

const HOUR = 3_600_000
const SESSION = `INSERT INTO "Session" ("tokenHash", "kind", "actorId", "createdAt", "expiresAt", "seenAt", "jurisdiction")
  VALUES (?, ?, ?, ?, ?, ?, (SELECT "jurisdiction" FROM "Resident" WHERE "id" = ?))`
const FILE = `INSERT INTO "File" ("token", "ownerKind", "ownerId", "mime", "bytes", "width", "height", "sha256", "createdAt")
  VALUES (?, ?, ?, 'image/jpeg', 200000, 1600, 1200, ?, ?)`

const FORGET = `DELETE FROM "Appeal" WHERE "id" IN (SELECT "id" FROM "Appeal" WHERE "kind" = 'complain' AND "channel" = ? LIMIT 2000)`

/** Takes away what the raw baseline wrote: the desk would list it, and nobody can read it. */
export async function forgetRaw(db: Db): Promise<void> {
  for (let more = true; more;) more = (await db.work((tx) => tx.run(FORGET, RAW_CHANNEL))).changes > 0
  await db.work(async (tx) => {
    await tx.run(`DELETE FROM "Counter" WHERE "key" LIKE 'raw|%'`)
    await tx.run(`DELETE FROM "InsightDay" WHERE "areaPath" LIKE '/raw/%'`)
  })
}

/** Signs in some hundreds of residents and all staff, and picks appeals spread over all years. */
export async function readFullCity(db: Db): Promise<FullCity> {
  const now = Date.now()
  const signIn = (kind: 'resident' | 'staff', id: number) =>
    db.work(async (tx) => {
      const token = newSessionToken()
      const hash = hashToken(token)
      if (hash) await tx.run(SESSION, hash, kind, id, now, now + 12 * HOUR, now, kind === 'resident' ? id : 0)
      return token
    })
  const last = (await db.read.get<{ id: number }>('SELECT max("id") AS "id" FROM "Appeal"'))?.id ?? 0
  const step = Math.max(1, Math.floor(last / 40_000))
  const ids = Array.from({ length: Math.min(40_000, last) }, (_, i) => (i + 1) * step)
  const rows: Sampled[] = []
  // By their ids: any other way reads a whole index of a file that is larger than the memory.
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500)
    const sought = `SELECT "code", "residentId", "lng", "lat" FROM "Appeal" WHERE "id" IN (${some.map(() => '?').join(', ')})
      AND "residentId" IS NOT NULL AND "channel" <> ?`
    rows.push(...(await db.read.all<Sampled>(sought, ...some, RAW_CHANNEL)))
  }
  const tokens = new Map<number, string>()
  for (const { residentId } of rows)
    if (tokens.size < 1_000 && !tokens.has(residentId)) tokens.set(residentId, await signIn('resident', residentId))
  const staff = await db.read.all<{ id: number; persona: string }>(
    'SELECT "id", "persona" FROM "Staff" WHERE "persona" IS NOT NULL',
  )
  const staffTokens = new Map<string, string>()
  for (const { id, persona } of staff) staffTokens.set(persona, await signIn('staff', id))
  return {
    residents: [...tokens].map(([id, token]) => ({ id, token })),
    staff: staffTokens,
    appeals: rows.flatMap(({ code, residentId }) => {
      const token = tokens.get(residentId)
      return token ? [{ code, token }] : []
    }),
    points: rows.flatMap(({ lng, lat }) => (lng === null || lat === null ? [] : [{ lng, lat }])),
    photos: (ownerKind, ownerId, count) =>
      db.work(async (tx) => {
        const made = Array.from({ length: count }, () => randomBytes(16).toString('base64url'))
        for (const token of made) await tx.run(FILE, token, ownerKind, ownerId, randomBytes(32), now)
        return made
      }),
  }
}
