import { ownershipInputs, ownershipReceipt, ownershipView } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure } from '../http/procedures.ts'
import type { Ownership } from './ownership.service.ts'

/** Who owns category × area, with effective dates: for administrators of the area. */
export function createOwnershipRouter(ownership: Ownership) {
  return router({
    list: staffProcedure
      .input(ownershipInputs.list)
      .output(ownershipView)
      .query(({ ctx, input }) => ownership.list(ctx.actor, input)),
    set: staffCommand
      .input(ownershipInputs.set)
      .output(ownershipReceipt)
      .mutation(({ ctx, input }) => ownership.set(ctx, input)),
    end: staffCommand
      .input(ownershipInputs.end)
      .output(ownershipReceipt)
      .mutation(({ ctx, input }) => ownership.end(ctx, input)),
  })
}
