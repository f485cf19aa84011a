import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type { RateInput, Receipt } from '../wire/appeals.ts'
import type { LinkedAppeal, RateLinkedInput } from '../wire/board.ts'
import { commandsOf } from './commands.ts'

/** The resident's word on a result. */
export interface RatingsFacade {
  /** @throws CivicError WRONG_STATE before there is a result; VERSION_CONFLICT with `changes`. */
  rate(input: RateInput, options?: CommandOptions): Promise<Receipt>
  /** What a rating link is about; no account is needed. Null where nothing can be rated by it (any more). */
  linked(token: string, options?: CallOptions): Promise<LinkedAppeal | null>
  /** Rates by the link. @throws CivicError LINK_EXPIRED; WRONG_STATE when it has been rated */
  rateLinked(input: RateLinkedInput, options?: CommandOptions): Promise<{ at: string }>
}

export const ratingsFacade = (call: Caller): RatingsFacade => ({
  ...commandsOf(call, 'ratings', ['rate', 'rateLinked']),
  linked: (token, options) => call.query('ratings.linked', { token }, options),
})
