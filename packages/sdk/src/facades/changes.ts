import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { ChangesInput, ChangesSince } from '../wire/appeals.ts'

/** 对账: for a partner's server, with a token of its integration's own (`tokenSession`). */
export interface ChangesFacade {
  /**
   * What happened to what was sent through the integration, in its order, after the cursor of the last answer. Keep
   * `cursor` with what you have taken in; where `more` is true there is more at once.
   * @throws CivicError SCOPE_MISSING without `changes.read`, QUOTA_SPENT
   */
  since(input?: ChangesInput, options?: CallOptions): Promise<ChangesSince>
}

export const changesFacade = (call: Caller): ChangesFacade => ({
  since: (input, options) => call.query('changes.since', input ?? {}, options),
})
