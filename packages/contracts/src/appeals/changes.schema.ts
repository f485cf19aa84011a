import { z } from 'zod'
import { OUTCOMES } from './appeal.constants.ts'
import { instant } from './appeal.schema.ts'
import { STEPS } from './appeal.steps.ts'

/** Changes since (对账): what happened to what was sent through an integration, for that integration's own server. */
export const sinceInput = z.object({
  /** As the last answer gave it; left out: from the beginning. */
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(100),
})
export const change = z.object({
  code: z.string(),
  /** What the integration calls it. */
  externalId: z.string().nullable(),
  /** Of the event, within its appeal: also what webhooks carry. */
  sequence: z.int(),
  /** `appeal.accepted` … the same words as webhooks use. */
  type: z.string(),
  at: instant,
  step: z.enum(STEPS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
})
export const changes = z.object({
  /** In the order in which they happened. Fewer than asked for, or none, is no end. */
  items: z.array(change),
  /** To be kept and given with the next question, also where nothing came. */
  cursor: z.string(),
  /** Whether there is more at once. */
  more: z.boolean(),
})
