import { z } from 'zod'

/** How many places one resident may keep. */
export const SAVED_PLACES_MAX = 20

/** Opaque: made from the resident and the place by a keyed hash, so it means nothing to anybody else. */
export const savedPlaceId = z.string().regex(/^[\w-]{16}$/)

/** A place that a resident returns to: home, the shop, a parent's flat. WGS-84. */
export const newPlace = z.object({
  label: z.string().trim().min(1).max(20),
  address: z.string().trim().min(1).max(200),
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})
export type NewPlace = z.infer<typeof newPlace>

export const savedPlace = newPlace.extend({ id: savedPlaceId })
export type SavedPlace = z.infer<typeof savedPlace>

export const savedPlaces = z.object({ items: z.array(savedPlace) })
export const removePlaceInput = z.object({ id: savedPlaceId })
