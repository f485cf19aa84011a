import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type { NewPlace, SavedPlace } from '../wire/identity.ts'

/** The places a resident returns to: home, the shop, a parent's flat. */
export interface PlacesFacade {
  list(options?: CallOptions): Promise<SavedPlace[]>
  save(place: NewPlace, options?: CommandOptions): Promise<SavedPlace>
  remove(id: string, options?: CommandOptions): Promise<void>
}

export const placesFacade = (call: Caller): PlacesFacade => ({
  list: async (options) => (await call.query('places.list', undefined, options)).items,
  save: (place, options) => call.command('places.save', place, options),
  async remove(id, options) {
    await call.command('places.remove', { id }, options)
  },
})
