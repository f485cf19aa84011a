/** The words of an appeal's loop. Order matters where it is shown. */

export const APPEAL_KINDS = ['consult', 'help', 'complain', 'report', 'suggest', 'praise'] as const
export type AppealKind = (typeof APPEAL_KINDS)[number]

/** What neighbours can have too: a fault, a need, an idea. */
export const JOINABLE_KINDS = ['help', 'complain', 'suggest'] as const satisfies readonly AppealKind[]

export const APPEAL_STATUSES = [
  'submitted',
  'accepted',
  'dispatched',
  'bounceRequested',
  'inProgress',
  'feedbackPending',
  'answered',
  'rated',
  'declined',
  'withdrawn',
  'archived',
] as const
export type AppealStatus = (typeof APPEAL_STATUSES)[number]

/** Somebody of the city still has to do something. */
export const OPEN_STATUSES = [
  'submitted',
  'accepted',
  'dispatched',
  'bounceRequested',
  'inProgress',
  'feedbackPending',
] as const satisfies readonly AppealStatus[]

export const CHANNELS = ['portal', 'miniapp', 'partner', 'phone', 'desk', 'import'] as const
export type Channel = (typeof CHANNELS)[number]

/** An honest result; there is no bare "closed". */
export const OUTCOMES = ['solved', 'partlySolved', 'explained', 'notFeasibleNow', 'notSubstantiated'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const SATISFACTIONS = ['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'] as const
export type Satisfaction = (typeof SATISFACTIONS)[number]

/** What the resident says of the result; their word, not the handler's. */
export const SOLVED_ANSWERS = ['solved', 'partly', 'notSolved'] as const
export type SolvedAnswer = (typeof SOLVED_ANSWERS)[number]

/** "Unreachable" is a contact result, never an outcome. */
export const CONTACT_RESULTS = ['reached', 'notReached', 'agreedTime'] as const
export type ContactResult = (typeof CONTACT_RESULTS)[number]

export const CONTACT_MEANS = ['phone', 'visit', 'message'] as const
export type ContactMeans = (typeof CONTACT_MEANS)[number]

/** What a clock runs for. */
export const CLOCK_STAGES = ['accept', 'firstContact', 'result', 'bounceRuling', 'review'] as const
export type ClockStage = (typeof CLOCK_STAGES)[number]

export const STAFF_ROLES = [
  'operator',
  'handler',
  'gridOfficer',
  'reviewer',
  'supervisor',
  'publisher',
  'administrator',
  /** Of a partner, not of the city: looks after one integration and sees nothing else. */
  'integrationEngineer',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** The queues of the desk; the boards by due time (`soonDue`, `overdue`) cut across them, `all` is for looking. */
export const QUEUES = [
  'toAccept',
  'toDispatch',
  'toTake',
  'inHand',
  'toReview',
  'toVerify',
  'bounces',
  'extensions',
  'toPublish',
  'pressure',
  'soonDue',
  'overdue',
  'all',
] as const
export type Queue = (typeof QUEUES)[number]

/** Under which a command is given; it stands on the event. An `agent` acts in the resident's place (代办). */
export const ACTOR_ROLES = ['resident', 'agent', ...STAFF_ROLES, 'system'] as const
export type ActorRole = (typeof ACTOR_ROLES)[number]

export const VISIBILITIES = ['public', 'parties', 'staff', 'guarded'] as const
/**
 * public: anyone who may see the appeal at all; parties: the resident and the staff who work it; staff: the desk alone;
 * guarded: the resident, supervisors and administrators, never a role bound to a body.
 */
export type Visibility = (typeof VISIBILITIES)[number]

/** How the sender wishes to be reached: by any means, by message (请发短信，别打电话), or not at all: they look here. */
export const CONTACT_PREFERENCES = ['any', 'message', 'noCall'] as const
export type ContactPreference = (typeof CONTACT_PREFERENCES)[number]

/** How exactly a place may ever be shown beyond those who work on it; `community` is 只显示到小区. */
export const SHOWN_PLACES = ['exact', 'community'] as const
export type ShownPlace = (typeof SHOWN_PLACES)[number]

export const TEXT_MAX = 4_000
/** Of one appeal: what was spoken and what was filmed, together. */
export const RECORDINGS_MAX = 3
export const PERSON_NAME_MAX = 40
export const RELATION_MAX = 20
export const PHOTOS_MAX = 9
export const NOTE_MAX = 2_000
