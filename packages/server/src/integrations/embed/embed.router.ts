import { embedSchema } from '@civicgrid/contracts'
import { publicProcedure } from '../../http/procedures.ts'
import type { Embedding } from './embed.service.ts'

/** For partners' servers; part of the router `integrations`. What it answers is kept in no record of answers. */
export const embedProcedures = (embedding: Embedding) => ({
  mintEmbedSecret: publicProcedure
    .input(embedSchema.mintEmbedSecretInput)
    .output(embedSchema.embedSecret)
    .mutation(({ ctx, input }) => embedding.mint(ctx.actor, input)),
})
