import { createHmac, type KeyObject } from 'node:crypto'
import { CivicError, SAVED_PLACES_MAX, type NewPlace, type ResidentActor, type SavedPlace } from '@civicgrid/contracts'
import { command, openFor, sealFor, type Kernel } from '../kernel/index.ts'
import { findResident } from './people.store.ts'
import { deletePlace, insertPlace, listPlaces } from './places.store.ts'

const PLACE = 'SavedPlace'

export interface Places {
  list(actor: ResidentActor): Promise<SavedPlace[]>
  /** @throws CivicError NOT_ALLOWED_NOW when 20 are kept already */
  save(actor: ResidentActor, idempotencyKey: string, place: NewPlace): Promise<SavedPlace>
  /** Removing what is not there is fine: it may have been removed on another phone. */
  remove(actor: ResidentActor, idempotencyKey: string, id: string): Promise<void>
}

/** A resident's own places, sealed by the resident's key: where people live is nobody else's business. */
export function createPlaces(kernel: Kernel): Places {
  const { db, clock } = kernel
  const idKey = db.keys.derive('saved place ids')
  const who = ({ id }: ResidentActor) => ({ kind: 'resident', id, role: 'resident' }) as const

  return {
    async list(actor) {
      const resident = await findResident(db.read, actor.id)
      if (!resident) return []
      const rows = await listPlaces(db.read, actor.id)
      const places: SavedPlace[] = []
      for (const { id, cipher } of rows) {
        const place = await openFor<NewPlace>(db.read, resident.subjectId, PLACE, cipher)
        if (place) places.push({ id: publicId(idKey.current, actor.id, id), ...place })
      }
      return places
    },

    async save(actor, idempotencyKey, place) {
      const { id } = await command(
        kernel,
        { procedure: 'places.save', actor: who(actor), idempotencyKey, input: place },
        async (tx) => {
          const resident = await findResident(tx, actor.id)
          if (!resident) throw new CivicError('UNAUTHENTICATED')
          if ((await listPlaces(tx, actor.id)).length >= SAVED_PLACES_MAX)
            throw new CivicError('NOT_ALLOWED_NOW', { message: `${SAVED_PLACES_MAX} places are kept already` })
          const cipher = await sealFor(tx, resident.subjectId, PLACE, place)
          return {
            id: publicId(
              idKey.current,
              actor.id,
              await insertPlace(tx, { residentId: actor.id, cipher, createdAt: clock.now() }),
            ),
          }
        },
      )
      return { id, ...place }
    },

    async remove(actor, idempotencyKey, id) {
      await command(
        kernel,
        { procedure: 'places.remove', actor: who(actor), idempotencyKey, input: { id } },
        async (tx) => {
          const rows = await listPlaces(tx, actor.id)
          const row = rows.find((kept) => idKey.known.some((key) => publicId(key, actor.id, kept.id) === id))
          if (row) await deletePlace(tx, actor.id, row.id)
          return {}
        },
      )
    },
  }
}

/** 96 bits that name a place to its owner; the row's number stays inside. */
function publicId(key: KeyObject, residentId: number, id: number): string {
  return createHmac('sha256', key).update(`${residentId}/${id}`).digest('base64url').slice(0, 16)
}
