import { bodyAdminInputs, bodyDetails, bodyItems, bodyReceipt } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure } from '../http/procedures.ts'
import type { Bodies } from './bodies.service.ts'

/** Who works orders for the city: for administrators of where they serve. */
export function createBodiesRouter(bodies: Bodies) {
  return router({
    list: staffProcedure
      .input(bodyAdminInputs.list)
      .output(bodyItems)
      .query(({ ctx, input }) => bodies.list(ctx.actor, input)),
    get: staffProcedure
      .input(bodyAdminInputs.get)
      .output(bodyDetails)
      .query(({ ctx, input }) => bodies.get(ctx.actor, input.code)),
    add: staffCommand
      .input(bodyAdminInputs.add)
      .output(bodyReceipt)
      .mutation(({ ctx, input }) => bodies.add(ctx, input)),
    change: staffCommand
      .input(bodyAdminInputs.change)
      .output(bodyReceipt)
      .mutation(({ ctx, input }) => bodies.change(ctx, input)),
    switchOff: staffCommand
      .input(bodyAdminInputs.switchOff)
      .output(bodyReceipt)
      .mutation(({ ctx, input }) => bodies.switchOff(ctx, input)),
    switchOn: staffCommand
      .input(bodyAdminInputs.switchOn)
      .output(bodyReceipt)
      .mutation(({ ctx, input }) => bodies.switchOn(ctx, input)),
  })
}
