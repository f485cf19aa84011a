import { newPlace, removePlaceInput, savedPlace, savedPlaces } from '@civicgrid/contracts'
import { done, noInput, residentCommand, residentProcedure, router } from '../http/procedures.ts'
import type { Places } from './places.service.ts'

/** A resident's own places: home, the shop, a parent's flat. */
export function createPlacesRouter(places: Places) {
  return router({
    list: residentProcedure
      .input(noInput)
      .output(savedPlaces)
      .query(async ({ ctx }) => ({ items: await places.list(ctx.actor) })),
    save: residentCommand
      .input(newPlace)
      .output(savedPlace)
      .mutation(({ ctx, input }) => places.save(ctx.actor, ctx.idempotencyKey, input)),
    remove: residentCommand
      .input(removePlaceInput)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await places.remove(ctx.actor, ctx.idempotencyKey, input.id)
        return { done: true as const }
      }),
  })
}
