/** Appeals, as the rest of the server sees them. */
export { createAppeals, type Appeals, type AppealsOptions } from './appeals.service.ts'
export { createAppealsRouter } from './appeals.router.ts'
export { createProgressRouter } from './progress.router.ts'
export { createRatingsRouter } from './ratings.router.ts'
export { createWorkOrdersRouter } from './work-orders.router.ts'
export { eraseAppealsOf } from './appeals.erase.ts'
export { THING as APPEAL_THING, type SignPhoto } from './appeals.photos.ts'
export type { StandingCommand, WireInput } from './appeals.inputs.ts'
