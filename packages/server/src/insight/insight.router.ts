import { insightSchema } from '@civicgrid/contracts'
import { router, staffProcedure } from '../http/procedures.ts'
import type { Insight } from './insight.service.ts'

const { overview, overviewInput, openMap, openMapInput } = insightSchema

/** The dashboard: numbers with what they were counted of, and where the open orders lie. */
export function createInsightRouter(insight: Insight) {
  return router({
    overview: staffProcedure
      .input(overviewInput)
      .output(overview)
      .query(({ ctx, input }) => insight.overview(ctx.actor, input)),
    openMap: staffProcedure
      .input(openMapInput)
      .output(openMap)
      .query(({ ctx, input }) => insight.openMap(ctx.actor, input)),
  })
}
