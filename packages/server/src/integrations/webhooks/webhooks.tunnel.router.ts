import { CivicError, webhookSchema, type IntegrationActor } from '@civicgrid/contracts'
import { done, publicProcedure, router } from '../../http/procedures.ts'
import type { Tunnel } from './webhooks.tunnel.ts'

const { tunnelInputs: inputs } = webhookSchema

/** An integration in its own name, as the table of scopes lets it. */
const integrationProcedure = publicProcedure.use(({ ctx, next }) => {
  const { actor } = ctx
  if (actor.kind !== 'integration') throw new CivicError('UNAUTHENTICATED', { message: 'integrations only' })
  return next<{ actor: IntegrationActor }>({ ctx: { actor } })
})

/** What `civic listen` asks for. A tunnel that is opened twice is two, and the first one ends by itself. */
export function createTunnelRouter(tunnel: Tunnel) {
  return router({
    open: integrationProcedure
      .input(inputs.open)
      .output(webhookSchema.tunnelOpened)
      .mutation(({ ctx, input }) => tunnel.open(ctx.actor, input)),
    next: integrationProcedure
      .input(inputs.next)
      .output(webhookSchema.tunnelRequests)
      .mutation(({ ctx, input }) => tunnel.next(ctx.actor, input)),
    close: integrationProcedure
      .input(inputs.close)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await tunnel.close(ctx.actor, input.ref)
        return { done: true as const }
      }),
  })
}
