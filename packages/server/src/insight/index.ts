/** Insight, as the rest of the server sees it. */
export { createInsight, type Insight } from './insight.service.ts'
export { createInsightRouter } from './insight.router.ts'
/** For seeds, which count while they write. */
export { inOrder, INSIGHT_READER, tallyEvents, type Tallies } from './insight.reader.ts'
export { addTallies } from './insight.store.ts'
