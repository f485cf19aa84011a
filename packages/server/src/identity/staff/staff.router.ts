import { staffSchema } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure, strongStaffCommand } from '../../http/procedures.ts'
import type { StaffAdministration } from './staff.service.ts'

const { staffAdminInputs, staffItems, staffReceipt, staffView } = staffSchema

/** Who works for the city: for administrators of where they work. */
export function createStaffRouter(staff: StaffAdministration) {
  return router({
    list: staffProcedure
      .input(staffAdminInputs.list)
      .output(staffItems)
      .query(({ ctx, input }) => staff.list(ctx.actor, input)),
    get: staffProcedure
      .input(staffAdminInputs.get)
      .output(staffView)
      .query(({ ctx, input }) => staff.get(ctx.actor, input.ref)),
    add: staffCommand
      .input(staffAdminInputs.add)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.add(ctx, input)),
    rename: staffCommand
      .input(staffAdminInputs.rename)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.rename(ctx, input)),
    switchOff: staffCommand
      .input(staffAdminInputs.switchOff)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.switchOff(ctx, input)),
    switchOn: staffCommand
      .input(staffAdminInputs.switchOn)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.switchOn(ctx, input)),
    grant: strongStaffCommand
      .input(staffAdminInputs.grant)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.grant(ctx, input)),
    endGrant: strongStaffCommand
      .input(staffAdminInputs.endGrant)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => staff.endGrant(ctx, input)),
  })
}
