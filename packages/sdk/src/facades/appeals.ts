import { LIVE_PATH } from '@civicgrid/contracts/constants'
import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type {
  AnswerJoinedInput,
  AppealItem,
  JoinedAppeal,
  JoinedInput,
  JoinedProgress,
  JoinReceipt,
  MineInput,
  NearAppeal,
  NearInput,
  OnAppeal,
  Receipt,
  RehandleInput,
  SimilarAppeal,
  SimilarInput,
  SubmitInput,
  SupplementInput,
  WithdrawInput,
} from '../wire/appeals.ts'
import type { ReportPressureInput } from '../wire/board.ts'
import type { LiveWay } from '../live.ts'
import { watchAppeal, type AppealUpdate, type WatchOptions } from '../watch.ts'
import { commandsOf } from './commands.ts'

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
  /** 不再公示: consent to publication is withdrawn, at once and without a reason. */
  unpublish(input: OnAppeal, options?: CommandOptions): Promise<Receipt>
  /** 有人要我改评价: told to a supervisor; whoever handled the appeal never hears of it. */
  reportPressure(input: ReportPressureInput, options?: CommandOptions): Promise<Receipt>
  /** What neighbours sent around a point, each place rounded to ≥ 200 m. */
  near(input: NearInput, options?: CallOptions): Promise<NearAppeal[]>
  /** Before sending: at most five open ones of neighbours that are like what is being written, the likest first. */
  similar(input: SimilarInput, options?: CallOptions): Promise<SimilarAppeal[]>
  /**
   * Takes over what the caller phoned in: the number of the account must be the one that was left.
   * @throws CivicError NOT_FOUND otherwise
   */
  adopt(code: string, options?: CommandOptions): Promise<Receipt>
  /**
   * 我也遇到: joins a neighbour's appeal; doing it again changes nothing.
   * @throws CivicError FORBIDDEN for the caller's own, WRONG_STATE once there is a result
   */
  join(ref: string, options?: CommandOptions): Promise<JoinReceipt>
  /** Those that the caller joined, the last first; `asks` where there is a result to be asked about. */
  joined(filter?: Omit<JoinedInput, 'cursor'>, options?: CallOptions): Pages<JoinedAppeal>
  joinedOne(ref: string, options?: CallOptions): Promise<JoinedProgress>
  /** Whether the result solved it for the caller, too; once for each result. @throws CivicError NOT_ALLOWED_NOW */
  answerJoined(input: AnswerJoinedInput, options?: CommandOptions): Promise<JoinReceipt>
  /**
   * The appeal now, and again whenever it changed; ends when it is archived.
   * Leave the loop (or abort the signal) to stop.
   * @throws CivicError what will not pass by waiting: NOT_FOUND, UNAUTHENTICATED …
   */
  watch(code: string, options?: WatchOptions): AsyncGenerator<AppealUpdate, void, undefined>
}

/** @param way to the streams of what changes */
export const appealsFacade = (call: Caller, way: LiveWay): AppealsFacade => ({
  ...commandsOf(call, 'appeals', [
    'submit',
    'supplement',
    'urge',
    'withdraw',
    'rehandle',
    'unpublish',
    'reportPressure',
    'answerJoined',
  ]),
  mine: (filter, options) => pagesOf((cursor, own) => call.query('appeals.mine', { ...filter, cursor }, own), options),
  near: async (input, options) => (await call.query('appeals.near', input, options)).items,
  similar: async (input, options) => (await call.query('appeals.similar', input, options)).items,
  adopt: (code, options) => call.command('appeals.adopt', { code }, options),
  join: (ref, options) => call.command('appeals.join', { ref }, options),
  joined: (filter, options) =>
    pagesOf((cursor, own) => call.query('appeals.joined', { ...filter, cursor }, own), options),
  joinedOne: (ref, options) => call.query('appeals.joinedOne', { ref }, options),
  watch: (code, options) =>
    watchAppeal((own) => call.query('progress.get', { code }, own), options, way, LIVE_PATH + encodeURIComponent(code)),
})
