import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/appeals.ts'
import type * as board from '../wire/board.ts'
import { commandsOf } from './commands.ts'

/** A command of the desk. */
type Does<Input, Output = wire.Receipt> = (input: Input, options?: CommandOptions) => Promise<Output>

/**
 * The desk: everything staff does with an order. What a person may do with one now is in its `allowedActions`.
 * @throws CivicError VERSION_CONFLICT with `changes` when a colleague was first, WRONG_STATE, FORBIDDEN
 */
export interface WorkOrdersFacade {
  /** One queue of the caller's. */
  list(filter: Omit<wire.QueueInput, 'cursor'>, options?: CallOptions): Pages<wire.DeskItem>
  /** How many a list holds with these filters, counted up to 1,000. */
  count(filter: wire.ListFilter, options?: CallOptions): Promise<wire.ListCount>
  /** How rows of a list stand by now, at most 100; what is beyond the caller's reach by now is left out. */
  standing(codes: readonly string[], options?: CallOptions): Promise<wire.Standing[]>
  /** Whose orders a board by due time holds. */
  dueBoard(input: wire.BoardInput, options?: CallOptions): Promise<wire.DueBoardView>
  counts(options?: CallOptions): Promise<wire.QueueCounts>
  /** Words of two characters or more, a code or a part of an address. */
  search(filter: Omit<wire.SearchInput, 'cursor'>, options?: CallOptions): Pages<wire.DeskItem>
  /** Beside an intake: open orders like the one being taken down, at most five. */
  similar(input: wire.SimilarInput, options?: CallOptions): Promise<wire.AppealItem[]>
  get(code: string, options?: CallOptions): Promise<wire.WorkOrder>
  /** Whose an order will be, and why, before it is written down. @throws CivicError UNKNOWN_CATEGORY, PLACE_OUTSIDE_CITY */
  propose(input: wire.ProposalInput, options?: CallOptions): Promise<wire.OwnerProposal>
  /** Open orders of the caller's body around a point, the nearest first. */
  around(input: wire.AroundInput, options?: CallOptions): Promise<wire.OrderAround[]>
  /** Phone intake. */
  register: Does<wire.RegisterInput>
  accept: Does<wire.OnAppeal>
  /** 不予受理: on a ground from the city's list; the resident is told the lawful way to go instead. */
  decline: Does<wire.DeclineInput>
  answer: Does<wire.AnswerInput>
  classify: Does<wire.ClassifyInput>
  dispatch: Does<wire.DispatchInput>
  take: Does<wire.OnAppeal>
  /** Each body may once. @throws CivicError BOUNCE_USED */
  bounce: Does<wire.BounceInput>
  ruleBounce: Does<wire.RuleBounceInput>
  requestExtension: Does<wire.RequestExtensionInput>
  ruleExtension: Does<wire.RuleExtensionInput>
  /** A contact attempt with the resident; not reaching them is never an outcome. */
  contact: Does<wire.ContactInput>
  /** Name and phone of the resident; leaves an event that the resident can read. */
  viewContact: Does<wire.OnAppeal, wire.ContactDetails>
  verifyOnSite: Does<wire.VerifyOnSiteInput>
  giveFeedback: Does<wire.GiveFeedbackInput>
  /** By somebody who did not handle it. @throws CivicError SAME_PERSON, VERIFICATION_NEEDED */
  reviewFeedback: Does<wire.ReviewFeedbackInput>
  archive: Does<wire.OnAppeal>
  /** For publishers: proposed texts without numbers, plates and names. */
  publishDraft(code: string, options?: CallOptions): Promise<board.PublishDraft>
  /** @throws CivicError PERSONAL_DATA_LEFT and CONTENT_UNCHECKED with `fields`, NO_CONSENT */
  publish: Does<board.PublishInput>
  /** Takes it off the public board, or keeps it from there. */
  unpublish: Does<board.UnpublishInput>
  /** For publishers, who have looked: lets through what WeChat did not answer, or wants looked at; staff reads why. */
  passContent: Does<board.PassContentInput>
  /** For supervisors: what was done about pressure on a rating; the resident reads the words. */
  settlePressure: Does<board.SettlePressureInput>
}

export const workOrdersFacade = (call: Caller): WorkOrdersFacade => ({
  ...commandsOf(call, 'workOrders', [
    'register',
    'accept',
    'decline',
    'answer',
    'classify',
    'dispatch',
    'take',
    'bounce',
    'ruleBounce',
    'requestExtension',
    'ruleExtension',
    'contact',
    'viewContact',
    'verifyOnSite',
    'giveFeedback',
    'reviewFeedback',
    'archive',
    'publish',
    'unpublish',
    'passContent',
    'settlePressure',
  ]),
  list: (filter, options) =>
    pagesOf((cursor, own) => call.query('workOrders.list', { ...filter, cursor }, own), options),
  count: (filter, options) => call.query('workOrders.count', filter, options),
  standing: async (codes, options) => (await call.query('workOrders.standing', { codes: [...codes] }, options)).items,
  dueBoard: (input, options) => call.query('workOrders.dueBoard', input, options),
  counts: (options) => call.query('workOrders.counts', undefined, options),
  search: (filter, options) =>
    pagesOf((cursor, own) => call.query('workOrders.search', { ...filter, cursor }, own), options),
  similar: async (input, options) => (await call.query('workOrders.similar', input, options)).items,
  get: (code, options) => call.query('workOrders.get', { code }, options),
  propose: (input, options) => call.query('workOrders.propose', input, options),
  around: async (input, options) => (await call.query('workOrders.around', input, options)).items,
  publishDraft: (code, options) => call.query('workOrders.publishDraft', { code }, options),
})
