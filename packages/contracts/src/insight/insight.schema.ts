import { z } from 'zod'
import { APPEAL_STATUSES } from '../appeals/appeal.constants.ts'
import { instant } from '../appeals/appeal.schema.ts'
import { dayFromText } from '../clock/day.ts'
import { cityText, day } from '../city/text.schema.ts'
import { TALLY_KEYS } from './insight.tally.ts'

/** Inputs and outputs of the dashboard. Days are the city's own, both ends included. */

const areaPath = z.string().max(200)
const count = z.int().nonnegative()
export const tally = z.object(
  Object.fromEntries(TALLY_KEYS.map((key) => [key, count])) as Record<(typeof TALLY_KEYS)[number], typeof count>,
)

/** At most so many days in one look. */
const INSIGHT_DAYS_MAX = 366

export const overviewInput = z
  .object({
    /** null: the caller's own jurisdiction. */
    areaPath: areaPath.nullish(),
    from: day,
    to: day,
  })
  .refine(({ from, to }) => from <= to && dayFromText(to) - dayFromText(from) < INSIGHT_DAYS_MAX, {
    message: 'range',
    path: ['to'],
  })

export const overview = z.object({
  area: z.object({ path: z.string(), name: cityText }),
  /** The areas a caller may begin at: their jurisdictions. */
  jurisdictions: z.array(z.object({ path: z.string(), name: cityText })),
  from: day,
  to: day,
  total: tally,
  /** One for every day, also those on which nothing happened. */
  days: z.array(tally.extend({ day })),
  categories: z.array(tally.extend({ code: z.string(), name: cityText, group: z.string() })),
  /** The areas right below. */
  areas: z.array(tally.extend({ path: z.string(), name: cityText, divided: z.boolean() })),
  /** Orders that somebody of the city still has to do something for, and those past their time. */
  open: z.object({ all: count, overdue: count }),
  /** Up to when the counters have been kept. */
  asOf: instant,
})
export type Overview = z.infer<typeof overview>

export const openMapInput = z.object({ areaPath: areaPath.nullish(), limit: z.int().min(1).max(2000).default(1000) })
export const openMap = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      category: z.object({ code: z.string(), name: cityText }),
      status: z.enum(APPEAL_STATUSES),
      lng: z.number(),
      lat: z.number(),
      dueAt: instant.nullable(),
      overdue: z.boolean(),
    }),
  ),
  /** False when there are more than were asked for: those due first are shown. */
  complete: z.boolean(),
})
