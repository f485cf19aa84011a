import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { LookedUp, LookUpInput, Progress } from '../wire/appeals.ts'

/** Where an appeal stands, for the resident who sent it and for staff who may read it. */
export interface ProgressFacade {
  /**
   * The eight steps, the four stages, the timeline and what the caller may do next.
   * @param code as printed or typed: hyphens and case do not matter.
   * @throws CivicError CODE_INVALID for a mistyped code; NOT_FOUND also for another resident's.
   */
  get(code: string, options?: CallOptions): Promise<Progress>
  /**
   * Without signing in: by the code and the last four digits of the number that was left with it.
   * @throws CivicError NOT_FOUND where the two do not belong together, RATE_LIMITED after a few such
   */
  lookUp(input: LookUpInput, options?: CallOptions): Promise<LookedUp>
}

export const progressFacade = (call: Caller): ProgressFacade => ({
  get: (code, options) => call.query('progress.get', { code }, options),
  lookUp: (input, options) => call.command('progress.lookUp', input, options),
})
