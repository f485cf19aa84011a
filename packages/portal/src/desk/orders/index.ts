/** What the frame of the desk needs of the orders. */
export { badge, mayRegister, queuesOf } from './queue/queues.ts'
export { provideCounts } from './queue/use-counts.ts'
