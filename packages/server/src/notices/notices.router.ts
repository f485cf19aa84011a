import { noticeSchema } from '@civicgrid/contracts'
import { done, noInput, publicProcedure, residentCommand, router } from '../http/procedures.ts'
import type { Notices } from './notices.service.ts'

/** Messages that somebody asked for. */
export function createNoticesRouter(notices: Notices) {
  return router({
    offered: publicProcedure
      .input(noInput)
      .output(noticeSchema.offered)
      .query(() => notices.offered),
    tellMe: residentCommand
      .input(noticeSchema.tellMeInput)
      .output(done)
      .mutation(({ ctx, input }) => notices.tellMe(ctx, input)),
  })
}
