import { noticeSchema } from '@civicgrid/contracts'
import { done, residentCommand, router } from '../http/procedures.ts'
import type { Notices } from './notices.service.ts'

/** Messages that somebody asked for. */
export function createNoticesRouter(notices: Notices) {
  return router({
    tellMe: residentCommand
      .input(noticeSchema.tellMeInput)
      .output(done)
      .mutation(({ ctx, input }) => notices.tellMe(ctx, input)),
  })
}
