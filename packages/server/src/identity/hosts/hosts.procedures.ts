import {
  exchangedTicket,
  exchangeTicketInput,
  hostAppView,
  startedTicket,
  startTicketInput,
} from '@civicgrid/contracts'
import { z } from 'zod'
import { noInput, publicProcedure } from '../../http/procedures.ts'
import { deviceOf } from '../sessions/device.ts'
import type { Hosts } from './hosts.service.ts'

/** The way in from a host app; part of the identity router. */
export const hostProcedures = (hosts: Hosts) => ({
  hostApps: publicProcedure
    .input(noInput)
    .output(z.object({ items: z.array(hostAppView) }))
    .query(() => ({ items: hosts.list() })),

  startTicket: publicProcedure
    .input(startTicketInput)
    .output(startedTicket)
    .mutation(({ input }) => hosts.start(input)),

  exchangeTicket: publicProcedure
    .input(exchangeTicketInput)
    .output(exchangedTicket)
    .mutation(async ({ ctx, input }) => {
      const { session, answer } = await hosts.exchange(input, {
        origin: ctx.peer?.from ?? null,
        device: deviceOf(ctx.peer?.userAgent),
        sessionToken: ctx.realm === 'resident' ? ctx.sessionToken : null,
      })
      if (input.hold === 'cookie') ctx.setSession(session)
      return answer
    }),
})
