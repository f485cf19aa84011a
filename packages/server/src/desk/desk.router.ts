import { deskSchema } from '@civicgrid/contracts'
import { done, noInput, router, staffCommand, staffProcedure, strongStaffCommand } from '../http/procedures.ts'
import type { Desk } from './desk.service.ts'

/** The desk around its orders. */
export function createDeskRouter(desk: Desk) {
  return router({
    views: staffProcedure
      .input(noInput)
      .output(deskSchema.viewList)
      .query(({ ctx }) => desk.views(ctx.actor)),
    saveView: staffCommand
      .input(deskSchema.savedView)
      .output(done)
      .mutation(({ ctx, input }) => desk.saveView(ctx, input)),
    removeView: staffCommand
      .input(deskSchema.viewByName)
      .output(done)
      .mutation(({ ctx, input }) => desk.removeView(ctx, input.name)),
    present: staffCommand
      .input(deskSchema.presentInput)
      .output(deskSchema.presentView)
      .mutation(({ ctx, input }) => desk.present(ctx.actor, input)),
    dispatchMany: staffCommand
      .input(deskSchema.dispatchManyInput)
      .output(deskSchema.dispatchManyView)
      .mutation(({ ctx, input }) => desk.dispatchMany(ctx, input)),
    exportList: strongStaffCommand
      .input(deskSchema.exportInput)
      .output(deskSchema.exportView)
      .mutation(({ ctx, input }) => desk.exportList(ctx, input)),
  })
}
