import { CivicError, type Actor } from '@civicgrid/contracts'
import { attachFile, filesOf, findFile } from '../files/files.store.ts'
import type { Sql, Tx } from '../kernel/index.ts'
import type { PhotoView } from './appeals.timeline.ts'

export const THING = 'appeal'

/** @param at path of the field, for the answer. @throws CivicError TOO_MANY_PHOTOS */
export function demandFewPhotos(photos: readonly string[], max: number): void {
  if (photos.length > max) throw new CivicError('TOO_MANY_PHOTOS', { fields: { photos: `${max} at most` } })
}

/**
 * Gives the caller's own uploads to an appeal, in the unit of work of the command that names them. What is attached to
 * this appeal already may be named again; anything else is no photo of theirs.
 * @throws CivicError BAD_INPUT
 */
export async function attachPhotos(tx: Tx, photos: readonly string[], actor: Actor, appealId: number): Promise<void> {
  if (photos.length === 0) return
  const owner = { ownerKind: actor.kind, ownerId: 'id' in actor ? actor.id : null, thingKind: THING, thingId: appealId }
  for (const [i, token] of photos.entries()) {
    if (await attachFile(tx, { token, ...owner })) continue
    const file = await findFile(tx, token)
    const same =
      file?.thingKind === THING &&
      file.thingId === appealId &&
      file.ownerKind === owner.ownerKind &&
      file.ownerId === owner.ownerId
    if (!same)
      throw new CivicError('BAD_INPUT', {
        message: 'no such upload of the caller',
        fields: { [`photos.${i}`]: 'unknown' },
      })
  }
}

/** Makes an address that opens one photo, in one size, for a while. */
export type SignPhoto = (token: string, variant: 'photo' | 'thumb', now: number) => string

/** The photos of an appeal by token, with addresses that open them for a while. */
export async function photosOf(
  sql: Sql,
  appealId: number,
  sign: SignPhoto,
  now: number,
): Promise<(token: string) => PhotoView | null> {
  const files = await filesOf(sql, THING, appealId)
  const byToken = new Map(files.map((file) => [file.token, file]))
  return (token) => {
    const file = byToken.get(token)
    if (!file) return null
    return {
      token,
      url: sign(token, 'photo', now),
      thumb: sign(token, 'thumb', now),
      width: file.width,
      height: file.height,
    }
  }
}
