import type { z } from 'zod'
import type { embedSchema } from '@civicgrid/contracts'

/** Who sits at a partner's page, for one page of ours there. */
export type MintEmbedSecretInput = z.input<typeof embedSchema.mintEmbedSecretInput>
/** Opens that page once, within a minute. */
export type EmbedSecret = z.output<typeof embedSchema.embedSecret>
