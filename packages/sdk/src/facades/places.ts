import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type { NewPlace, SavedPlace } from '../wire/identity.ts'
import { commandsOf } from './commands.ts'

/** The places a resident returns to: home, the shop, a parent's flat. */
export interface PlacesFacade {
  list(options?: CallOptions): Promise<SavedPlace[]>
  save(place: NewPlace, options?: CommandOptions): Promise<SavedPlace>
  remove(id: string, options?: CommandOptions): Promise<void>
}

export const placesFacade = (call: Caller): PlacesFacade => ({
  ...commandsOf(call, 'places', ['save']),
  list: async (options) => (await call.query('places.list', undefined, options)).items,
  remove: async (id, options) => void (await call.command('places.remove', { id }, options)),
})
