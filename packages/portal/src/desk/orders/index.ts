/** What the frame of the desk needs of the orders. */
export { badge, queuesOf } from './queue/queues.ts'
export { provideCounts } from './queue/use-counts.ts'
