import { sessionSchema } from '@civicgrid/contracts'
import { done, noInput, publicProcedure, signedInProcedure } from '../../http/procedures.ts'
import type { Devices } from './devices.ts'
import { pairView } from './pair-view.ts'
import type { Sessions } from './sessions.ts'

/** Where one is signed in, and the renewal of pairs; part of the identity router. */
export const deviceProcedures = (devices: Devices, sessions: Sessions) => ({
  devices: signedInProcedure
    .input(noInput)
    .output(sessionSchema.devices)
    .query(({ ctx }) => devices.list(ctx.actor, ctx.sessionToken)),
  signOutDevice: signedInProcedure
    .input(sessionSchema.signOutDeviceInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await devices.signOut(ctx.actor, input.id)
      return { done: true as const }
    }),
  signOutEverywhere: signedInProcedure
    .input(sessionSchema.signOutEverywhereInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await devices.signOutEverywhere(ctx.actor, input.here ? null : ctx.sessionToken)
      if (input.here) ctx.setSession({ realm: ctx.realm, token: null })
      return { done: true as const }
    }),
  renew: publicProcedure
    .input(sessionSchema.renewInput)
    .output(sessionSchema.sessionPair)
    .mutation(async ({ input }) => pairView(await sessions.renewPair(input.refresh))),
})
