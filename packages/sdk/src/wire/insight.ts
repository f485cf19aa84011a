import type { z } from 'zod'
import type { insightSchema } from '@civicgrid/contracts'

/** Which area, and from which day of the city to which; both ends are included. */
export type OverviewInput = z.input<typeof insightSchema.overviewInput>
/** The dashboard's numbers. A share is read off a tally: its numerator, its denominator, and what that was out of. */
export type Overview = z.output<typeof insightSchema.overview>
/** What is counted of one area, category or day. */
export type Tally = Overview['total']
export type OpenMapInput = z.input<typeof insightSchema.openMapInput>
/** Where the open orders lie. */
export type OpenMap = z.output<typeof insightSchema.openMap>
