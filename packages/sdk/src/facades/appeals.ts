import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type {
  AppealItem,
  MineInput,
  NearAppeal,
  NearInput,
  OnAppeal,
  Receipt,
  RehandleInput,
  SubmitInput,
  SupplementInput,
  WithdrawInput,
} from '../wire/appeals.ts'
import { watchAppeal, type AppealUpdate, type WatchOptions } from '../watch.ts'

/** A resident's own appeals. Commands carry the version the caller saw: `VERSION_CONFLICT` says what changed since. */
export interface AppealsFacade {
  /**
   * Sends an appeal. Photos go first, by `files.upload`, and are named here by their tokens.
   * @throws CivicError UNKNOWN_CATEGORY, PLACE_OUTSIDE_CITY, PHOTO_REQUIRED, TOO_MANY_PHOTOS, TEXT_TOO_LONG, DATE_IN_FUTURE
   */
  submit(input: SubmitInput, options?: CommandOptions): Promise<Receipt>
  /** The caller's own appeals, the newest first; `open: true` leaves out those that are over. */
  mine(filter?: Omit<MineInput, 'cursor'>, options?: CallOptions): Pages<AppealItem>
  /** Adds words or photos while it is worked. */
  supplement(input: SupplementInput, options?: CommandOptions): Promise<Receipt>
  /** At most once a day. @throws CivicError URGED_TODAY */
  urge(input: OnAppeal, options?: CommandOptions): Promise<Receipt>
  withdraw(input: WithdrawInput, options?: CommandOptions): Promise<Receipt>
  /** It is not solved: once more, by another reviewer. @throws CivicError REHANDLE_WINDOW_OVER, REHANDLES_USED */
  rehandle(input: RehandleInput, options?: CommandOptions): Promise<Receipt>
  /** What neighbours sent around a point, each place rounded to ≥ 200 m. */
  near(input: NearInput, options?: CallOptions): Promise<NearAppeal[]>
  /**
   * The appeal now, and again whenever it changed; ends when it is archived.
   * Leave the loop (or abort the signal) to stop.
   * @throws CivicError what will not pass by waiting: NOT_FOUND, UNAUTHENTICATED …
   */
  watch(code: string, options?: WatchOptions): AsyncGenerator<AppealUpdate, void, undefined>
}

export const appealsFacade = (call: Caller): AppealsFacade => ({
  submit: (input, options) => call.command('appeals.submit', input, options),
  mine: (filter, options) => pagesOf((cursor, own) => call.query('appeals.mine', { ...filter, cursor }, own), options),
  supplement: (input, options) => call.command('appeals.supplement', input, options),
  urge: (input, options) => call.command('appeals.urge', input, options),
  withdraw: (input, options) => call.command('appeals.withdraw', input, options),
  rehandle: (input, options) => call.command('appeals.rehandle', input, options),
  near: async (input, options) => (await call.query('appeals.near', input, options)).items,
  watch: (code, options) => watchAppeal((own) => call.query('progress.get', { code }, own), options),
})
