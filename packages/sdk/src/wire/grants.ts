import type { z } from 'zod'
import type { integrationSchema } from '@civicgrid/contracts'

/** Who asks for what: a partner's request that waits for its resident's answer. */
export type GrantRequest = z.output<typeof integrationSchema.consentRequest>
/** Where the browser goes next, once it is answered. */
export type GrantAnswer = z.output<typeof integrationSchema.consentAnswer>
/** What a resident lets an integration do, or did. */
export type Grant = z.output<typeof integrationSchema.consentItem>
