import { CivicError, isRecording, type Actor } from '@civicgrid/contracts'
import { attachFile, filesOf, findFile } from '../files/files.store.ts'
import type { Sql, Tx } from '../kernel/index.ts'
import type { PhotoView, RecordingView } from './appeals.timeline.ts'

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
export const attachPhotos = (tx: Tx, photos: readonly string[], actor: Actor, appealId: number): Promise<void> =>
  attach(tx, 'photos', photos, actor, appealId)

/** What was spoken and filmed, likewise. @throws CivicError BAD_INPUT, also for a photo in its place */
export const attachRecordings = (tx: Tx, tokens: readonly string[], actor: Actor, appealId: number): Promise<void> =>
  attach(tx, 'recordings', tokens, actor, appealId)

async function attach(
  tx: Tx,
  field: 'photos' | 'recordings',
  tokens: readonly string[],
  actor: Actor,
  appealId: number,
): Promise<void> {
  if (tokens.length === 0) return
  const owner = { ownerKind: actor.kind, ownerId: 'id' in actor ? actor.id : null, thingKind: THING, thingId: appealId }
  for (const [i, token] of tokens.entries()) {
    if (await attachFile(tx, field === 'recordings' ? 'recording' : 'photo', { token, ...owner })) continue
    const file = await findFile(tx, token)
    const own = file?.ownerKind === owner.ownerKind && file.ownerId === owner.ownerId
    const fits = file !== undefined && isRecording(file.mime) === (field === 'recordings')
    const there = file?.thingKind === THING && file.thingId === appealId
    if (own && fits && there) continue
    throw new CivicError('BAD_INPUT', {
      message: 'no such upload of the caller',
      fields: { [`${field}.${i}`]: 'unknown' },
    })
  }
}

/** Makes an address that opens one photo, in one size, for a while. */
export type SignPhoto = (token: string, variant: 'photo' | 'thumb', now: number) => string

/** The uploads of an appeal by token, with addresses that open them for a while. */
export interface AppealFiles {
  readonly photo: (token: string) => PhotoView | null
  readonly recording: (token: string) => RecordingView | null
}

export const NO_FILES: AppealFiles = { photo: () => null, recording: () => null }

export async function appealFiles(sql: Sql, appealId: number, sign: SignPhoto, now: number): Promise<AppealFiles> {
  const files = await filesOf(sql, THING, appealId)
  const byToken = new Map(files.map((file) => [file.token, file]))
  return {
    photo(token) {
      const file = byToken.get(token)
      if (!file || isRecording(file.mime)) return null
      const { width, height } = file
      return { token, url: sign(token, 'photo', now), thumb: sign(token, 'thumb', now), width, height }
    },
    recording(token) {
      const file = byToken.get(token)
      if (!file || !isRecording(file.mime)) return null
      return { token, url: sign(token, 'photo', now), mime: file.mime, bytes: file.bytes }
    },
  }
}
