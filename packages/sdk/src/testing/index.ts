// For tests and for a first look: a city in memory that decides as the server does. Never for production.
export { mockCity } from './mock-city.ts'
export { DESK_STEPS, GOOD_DAY, type DeskScript, type DeskStep } from './script.ts'
export type * from './types.ts'
