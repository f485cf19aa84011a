import type { sessionSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Pair } from './pairs.ts'

/** As it goes over the wire. */
export const pairView = ({ access, refresh, expiresAt, endsAt }: Pair): z.output<typeof sessionSchema.sessionPair> => ({
  access,
  refresh,
  expiresAt: new Date(expiresAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
})
