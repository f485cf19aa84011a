import { z } from 'zod'
import { instant } from '../appeals/appeal.schema.ts'
import { cityText } from './text.schema.ts'

/** Inputs and outputs of the administration of ownership. */

const category = z.string().min(1).max(60)
const owner = z.union([z.object({ body: z.string().max(60) }), z.object({ level: z.string().max(40) })])

export const ownershipView = z.object({
  items: z.array(
    z.object({
      /** Null: from the city's folder. */
      token: z.string().nullable(),
      version: z.int(),
      category: z.object({ code: z.string(), name: cityText }),
      area: z.object({ path: z.string(), name: cityText }),
      owner: z.object({ kind: z.enum(['body', 'level']), code: z.string(), name: cityText }),
      from: instant.nullable(),
      until: instant.nullable(),
      state: z.enum(['holds', 'ahead', 'over', 'replaced']),
    }),
  ),
})
export const ownershipInputs = {
  list: z.object({ category: category.nullish() }),
  set: z.object({
    category,
    areaPath: z.string().min(2).max(200),
    owner,
    /** Now, when left out or past. */
    from: instant.nullish(),
    until: instant.nullish(),
  }),
  end: z.object({ token: z.string().min(16).max(64), expectedVersion: z.int().positive(), until: instant.nullish() }),
}
export const ownershipReceipt = z.object({ token: z.string(), version: z.int() })
