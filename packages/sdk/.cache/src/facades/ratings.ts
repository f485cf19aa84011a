import type { Caller, CommandOptions } from '../transport/caller.types.ts'
import type { RateInput, Receipt } from '../wire/appeals.ts'

/** The resident's word on a result. */
export interface RatingsFacade {
  /** @throws CivicError WRONG_STATE before there is a result; VERSION_CONFLICT with `changes`. */
  rate(input: RateInput, options?: CommandOptions): Promise<Receipt>
}

export const ratingsFacade = (call: Caller): RatingsFacade => ({
  rate: (input, options) => call.command('ratings.rate', input, options),
})
