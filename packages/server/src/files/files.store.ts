import type { FileType, RecordingType } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

export interface FileRow {
  id: number
  token: string
  ownerKind: string
  ownerId: number | null
  thingKind: string | null
  thingId: number | null
  mime: FileType | RecordingType
  bytes: number
  width: number
  height: number
  takenAt: number | null
  lng: number | null
  lat: number | null
}
export type NewFile = Omit<FileRow, 'id' | 'thingKind' | 'thingId'> & { sha256: Uint8Array; createdAt: number }

const COLUMNS = `"id", "token", "ownerKind", "ownerId", "thingKind", "thingId", "mime", "bytes", "width", "height", "takenAt", "lng", "lat"`

export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx.run(
    `INSERT INTO "File" ("token", "ownerKind", "ownerId", "mime", "bytes", "width", "height", "sha256", "takenAt", "lng", "lat", "createdAt")
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    file.token,
    file.ownerKind,
    file.ownerId,
    file.mime,
    file.bytes,
    file.width,
    file.height,
    file.sha256,
    file.takenAt,
    file.lng,
    file.lat,
    file.createdAt,
  )
}

export function findFile(sql: Sql, token: string): Promise<FileRow | undefined> {
  return sql.get<FileRow>(`SELECT ${COLUMNS} FROM "File" WHERE "token" = ?`, token)
}

/** Files of one thing, in the order in which they were attached by their sender. */
export function filesOf(sql: Sql, thingKind: string, thingId: number): Promise<FileRow[]> {
  return sql.all<FileRow>(
    `SELECT ${COLUMNS} FROM "File" WHERE "thingKind" = ? AND "thingId" = ? ORDER BY "id"`,
    thingKind,
    thingId,
  )
}

const ATTACH = `UPDATE "File" SET "thingKind" = ?, "thingId" = ? WHERE "token" = ? AND "ownerKind" = ? AND "ownerId" = ?
  AND "thingKind" IS NULL AND "mime"`
const ATTACH_AS = { photo: `${ATTACH} LIKE 'image/%'`, recording: `${ATTACH} NOT LIKE 'image/%'` }

/** Gives an unattached file of this owner and sort to a thing. @returns false when there is no such file */
export async function attachFile(
  tx: Tx,
  as: keyof typeof ATTACH_AS,
  file: { token: string; ownerKind: string; ownerId: number | null; thingKind: string; thingId: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    ATTACH_AS[as],
    file.thingKind,
    file.thingId,
    file.token,
    file.ownerKind,
    file.ownerId,
  )
  return changes === 1
}

export function orphansBefore(sql: Sql, instant: number, limit: number): Promise<{ token: string }[]> {
  return sql.all(
    `SELECT "token" FROM "File" WHERE "thingKind" IS NULL AND "createdAt" < ? ORDER BY "createdAt" LIMIT ${limit}`,
    instant,
  )
}

/** @returns false when somebody has attached it meanwhile */
export async function deleteOrphan(tx: Tx, token: string): Promise<boolean> {
  return (await tx.run(`DELETE FROM "File" WHERE "token" = ? AND "thingKind" IS NULL`, token)).changes === 1
}

/** Takes from a thing what this kind of owner gave it; the sweeper then deletes the bytes. */
export async function releaseFiles(tx: Tx, thingKind: string, thingId: number, ownerKind: string): Promise<void> {
  await tx.run(
    `UPDATE "File" SET "thingKind" = NULL, "thingId" = NULL, "createdAt" = 0 WHERE "thingKind" = ? AND "thingId" = ? AND "ownerKind" = ?`,
    thingKind,
    thingId,
    ownerKind,
  )
}
