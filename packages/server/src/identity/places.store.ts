import type { Sql, Tx } from '../kernel/index.ts'

export interface PlaceRow {
  id: number
  /** Encrypted {label, address, lng, lat}. */
  cipher: Uint8Array
}

export function listPlaces(sql: Sql, residentId: number): Promise<PlaceRow[]> {
  return sql.all<PlaceRow>(`SELECT "id", "cipher" FROM "SavedPlace" WHERE "residentId" = ? ORDER BY "id"`, residentId)
}

/** @returns the new row's id */
export async function insertPlace(
  tx: Tx,
  place: { residentId: number; cipher: Uint8Array; createdAt: number },
): Promise<number> {
  const row = await tx.get<{ id: number }>(
    `INSERT INTO "SavedPlace" ("residentId", "cipher", "createdAt") VALUES (?, ?, ?) RETURNING "id"`,
    place.residentId,
    place.cipher,
    place.createdAt,
  )
  if (!row) throw new Error('INSERT … RETURNING gave nothing')
  return row.id
}

export async function deletePlace(tx: Tx, residentId: number, id: number): Promise<boolean> {
  return (await tx.run(`DELETE FROM "SavedPlace" WHERE "residentId" = ? AND "id" = ?`, residentId, id)).changes > 0
}
