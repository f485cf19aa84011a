import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { OpenMap, OpenMapInput, Overview, OverviewInput } from '../wire/insight.ts'

/** The dashboard, for supervisors and administrators. @throws CivicError FORBIDDEN; NOT_FOUND where a city has none */
export interface InsightFacade {
  /** Received, answered, on time, solved, satisfied: in all, by day, by category and by area. */
  overview(input: OverviewInput, options?: CallOptions): Promise<Overview>
  /** Open orders with a point, those due first. */
  openMap(input: OpenMapInput, options?: CallOptions): Promise<OpenMap>
}

export const insightFacade = (call: Caller): InsightFacade => ({
  overview: (input, options) => call.query('insight.overview', input, options),
  openMap: (input, options) => call.query('insight.openMap', input, options),
})
