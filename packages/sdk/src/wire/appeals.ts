import type { z } from 'zod'
import type {
  changesSchema,
  contactView,
  joinedItem,
  joinedView,
  joinInputs,
  joinReceipt,
  lookUpInput,
  lookUpView,
  deskItem,
  deskSchema,
  nearInput,
  nearItem,
  aroundInput,
  aroundItem,
  proposal,
  proposalInput,
  queueCounts,
  queueInput,
  residentInputs,
  schema,
  searchInput,
  similarInput,
  similarItem,
  staffInputs,
  workOrderView,
} from '@civicgrid/contracts'

// What goes over the wire about an appeal, by the names that partners read. The build writes each of these out as a
// plain interface, so that nobody who uses the SDK needs zod.

/** A text of the city in every language its faces speak. */
export type CityText = AppealItem['area']

/** What a resident sends. Instants are ISO UTC; a point is WGS-84 unless `crs` says otherwise. */
export type SubmitInput = z.input<typeof schema.submitInput>
/** Phone intake at the desk: the caller need not have an account. */
export type RegisterInput = z.input<typeof schema.registerInput>
/** Where the problem is: a point, or words with the area they are in, or both. */
export type AppealPlace = SubmitInput['place']
/** A point as a phone or a map gives it. */
export type AppealPoint = NearInput['point']
/** What every command answers, and answers again for the same idempotency key. */
export type Receipt = z.output<typeof schema.receipt>

/** Where a partner's reconciliation goes on: `cursor` of the last answer; left out: from the beginning. */
export type ChangesInput = z.input<typeof changesSchema.sinceInput>
/** Something that happened to what was sent through an integration. */
export type Change = z.output<typeof changesSchema.change>
/** A piece of what happened, in its order; `cursor` is to be kept. */
export type ChangesSince = z.output<typeof changesSchema.changes>

/** A category in the city's words. */
export type CategoryName = AppealItem['category']
/** One line of a list. */
export type AppealItem = z.output<typeof schema.appealItem>
/** A photo of an appeal. Addresses are relative to the server's and expire: `civic.files.url()` completes them. */
export type Photo = z.output<typeof schema.photoView>
/** Something spoken or filmed. Addresses as with a photo; they answer range requests. */
export type Recording = z.output<typeof schema.recordingView>
/** One public event of an appeal, or for staff any event. */
export type TimelineEntry = z.output<typeof schema.timelineEntry>
/** One of the eight steps; `at`, `actorRole` and `seq` are null unless it is done. */
export type StepProgress = z.output<typeof schema.stepView>
/** One of the four plain stages over the eight steps. */
export type StageProgress = z.output<typeof schema.stageView>
/** What the city owes next, and by when. */
export type AppealPromise = z.output<typeof schema.promise>
/** One appeal as its resident sees it. */
export type Progress = z.output<typeof schema.progressView>
/** A running or stopped clock of a work order. */
export type Clock = z.output<typeof schema.clockView>
/** One order as staff sees it. */
export type WorkOrder = z.output<typeof workOrderView>
/** A resident's contact; asking for it leaves an event that the resident can read. */
export type ContactDetails = z.output<typeof contactView>
/** A neighbour's view of an appeal that is not published. */
export type NearAppeal = z.output<typeof nearItem>
/** One line of a list at the desk. */
export type DeskItem = z.output<typeof deskItem>
/** What a list of the desk is asked for. */
export type ListFilter = z.input<typeof deskSchema.listFilter>
/** How many a list holds; `more`: that many and more. */
export type ListCount = z.output<typeof deskSchema.listCount>
/** How a row of a list stands by now. */
export type Standing = z.output<typeof deskSchema.standingItem>
export type BoardInput = z.input<typeof deskSchema.boardInput>
/** Whose orders run out, the fullest first. */
export type DueBoardView = z.output<typeof deskSchema.boardView>
/** A list under a name of one's own. */
export type SavedView = z.output<typeof deskSchema.savedView>
export type PresentInput = z.input<typeof deskSchema.presentInput>
/** Who else has an order open. */
export type Present = z.output<typeof deskSchema.presentView>
export type DispatchManyInput = z.input<typeof deskSchema.dispatchManyInput>
/** What became of one order of a bulk dispatch: a receipt, or why not. */
export type DispatchResult = z.output<typeof deskSchema.dispatchResult>
export type ExportInput = z.input<typeof deskSchema.exportInput>
/** Where an exported list is fetched, by the same person, once. */
export type ExportedList = z.output<typeof deskSchema.exportView>
/** An open appeal of a neighbour's like the one being written, as strangers see it. */
export type SimilarAppeal = z.output<typeof similarItem>
/** A neighbour's appeal that the caller joined. */
export type JoinedAppeal = z.output<typeof joinedItem>
/** The same with its four stages. */
export type JoinedProgress = z.output<typeof joinedView>
/** Where an appeal stands, for whoever knows its code and the end of the number that was left. */
export type LookedUp = z.output<typeof lookUpView>
/** What joining answers: how many have joined now. */
export type JoinReceipt = z.output<typeof joinReceipt>
/** How many orders lie in each queue. */
export type QueueCounts = z.output<typeof queueCounts>

/** Every command on an appeal: which one, and which version the caller saw. */
export type OnAppeal = z.input<typeof schema.onAppeal>
export type NearInput = z.input<typeof nearInput>
/** What is being written: as much of it as there is. */
export type SimilarInput = z.input<typeof similarInput>
export type LookUpInput = z.input<typeof lookUpInput>
export type JoinedInput = z.input<typeof joinInputs.joined>
export type AnswerJoinedInput = z.input<typeof joinInputs.answerJoined>
export type MineInput = z.input<typeof residentInputs.mine>
export type SupplementInput = z.input<typeof residentInputs.supplement>
export type WithdrawInput = z.input<typeof residentInputs.withdraw>
export type RehandleInput = z.input<typeof residentInputs.rehandle>
export type RateInput = z.input<typeof residentInputs.rate>

export type QueueInput = z.input<typeof queueInput>
export type SearchInput = z.input<typeof searchInput>
export type DeclineInput = z.input<typeof staffInputs.decline>
export type ClassifyInput = z.input<typeof staffInputs.classify>
export type AnswerInput = z.input<typeof staffInputs.answer>
export type DispatchInput = z.input<typeof staffInputs.dispatch>
export type BounceInput = z.input<typeof staffInputs.bounce>
export type RuleBounceInput = z.input<typeof staffInputs.ruleBounce>
export type RequestExtensionInput = z.input<typeof staffInputs.requestExtension>
export type RuleExtensionInput = z.input<typeof staffInputs.ruleExtension>
export type ContactInput = z.input<typeof staffInputs.contact>
export type GiveFeedbackInput = z.input<typeof staffInputs.giveFeedback>
export type VerifyOnSiteInput = z.input<typeof staffInputs.verifyOnSite>
export type ReviewFeedbackInput = z.input<typeof staffInputs.reviewFeedback>

/** What is being written down, so far as it is known. */
export type ProposalInput = z.input<typeof proposalInput>
/** Whose it will be and why, and how soon. */
export type OwnerProposal = z.output<typeof proposal>
export type AroundInput = z.input<typeof aroundInput>
/** An open order of the caller's body, and how far it is. */
export type OrderAround = z.output<typeof aroundItem>
