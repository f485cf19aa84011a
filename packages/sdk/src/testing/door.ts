/**
 * The types of this door without what it is made of: the build writes the published types from here, since those of the
 * contracts' schemas and of the server's rules would be megabytes. A test holds it beside index.ts.
 */
import type { MakeMockCity } from './types.ts'

/** Makes a city. Nothing is listened to and nothing leaves the process. */
export declare const mockCity: MakeMockCity
export { DESK_STEPS, GOOD_DAY, type DeskScript, type DeskStep } from './script.ts'
export type * from './types.ts'
