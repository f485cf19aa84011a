import { me } from '@civicgrid/contracts'
import { noInput, publicProcedure, router } from '../src/http/procedures.ts'
import type { Identity } from '../src/identity/identity.service.ts'

/** Who one is, for tests of other ways in than those of the identity router. */
export const meProcedure = (identity: Identity) =>
  router({
    me: publicProcedure
      .input(noInput)
      .output(me)
      .query(({ ctx }) => identity.me(ctx.actor)),
  })
