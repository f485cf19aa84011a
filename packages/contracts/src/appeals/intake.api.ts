import { z } from 'zod'
import { cityText, limit } from '../city/text.schema.ts'
import { APPEAL_KINDS } from './appeal.constants.ts'
import * as part from './appeal.schema.ts'

/** What an operator is told while a call is written down, before there is an order. */

export const proposalInput = z.object({
  kind: z.enum(APPEAL_KINDS).default('consult'),
  category: z.string().min(1).max(60),
  place: part.place,
})

export const proposal = z.object({
  area: z.object({ path: z.string(), name: cityText }),
  /** Whose it is by the city's rules, and by which of them. */
  owner: z.object({ code: z.string(), name: cityText, why: cityText }).nullable(),
  /** A department's duty is never pushed down to a grid. */
  departmentDuty: z.boolean(),
  /** How soon somebody calls, and by when there is a result, from the dispatch on. */
  firstContact: limit.nullable(),
  result: limit.nullable(),
})

/** Open orders of the caller's body around a point, the nearest first: today's round of a grid officer. */
export const aroundInput = z.object({ point: part.point, limit: z.int().min(1).max(100).default(50) })
export const aroundItem = part.appealItem.extend({ lng: z.number(), lat: z.number(), metres: z.int() })
