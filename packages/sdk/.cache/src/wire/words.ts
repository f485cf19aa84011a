/** 咨询 consult, 求助 help, 投诉 complain, 举报 report, 建议 suggest, 表扬 praise. */
export type AppealKind = 'consult' | 'help' | 'complain' | 'report' | 'suggest' | 'praise'

/** Where an appeal is in its loop. */
export type AppealStatus =
  | 'submitted'
  | 'accepted'
  | 'dispatched'
  | 'bounceRequested'
  | 'inProgress'
  | 'feedbackPending'
  | 'answered'
  | 'rated'
  | 'declined'
  | 'withdrawn'
  | 'archived'

/** How it came in. */
export type Channel = 'portal' | 'miniapp' | 'partner' | 'phone' | 'desk' | 'import'

/** An honest result; there is no bare "closed". */
export type Outcome = 'solved' | 'partlySolved' | 'explained' | 'notFeasibleNow' | 'notSubstantiated'

export type Satisfaction = 'verySatisfied' | 'satisfied' | 'neutral' | 'dissatisfied' | 'veryDissatisfied'

/** What the resident says of the result. */
export type SolvedAnswer = 'solved' | 'partly' | 'notSolved'

/** "Not reached" is the result of an attempt, never an outcome. */
export type ContactResult = 'reached' | 'notReached' | 'agreedTime'

export type ContactMeans = 'message' | 'phone' | 'visit'

/** What a clock runs for. */
export type ClockStage = 'accept' | 'result' | 'firstContact' | 'bounceRuling' | 'review'

export type StaffRole =
  'operator' | 'handler' | 'gridOfficer' | 'reviewer' | 'supervisor' | 'publisher' | 'administrator'

/** Under which a command was given. */
export type ActorRole =
  | 'resident'
  | 'operator'
  | 'handler'
  | 'gridOfficer'
  | 'reviewer'
  | 'supervisor'
  | 'publisher'
  | 'administrator'
  | 'system'

/** The eight steps of the loop, 事项受理 to 归档销号. */
export type Step = 'accept' | 'dispatch' | 'track' | 'supervise' | 'feedback' | 'rate' | 'publish' | 'archive'

export type StepState = 'done' | 'current' | 'ahead' | 'notNeeded'

/** The four plain stages of a resident. */
export type Stage = 'sent' | 'handling' | 'result' | 'yourSay'

/** A queue of the desk. */
export type Queue =
  'toAccept' | 'toDispatch' | 'toTake' | 'inHand' | 'toReview' | 'toVerify' | 'bounces' | 'extensions' | 'all'

/** What a point was measured in; CGCS2000 equals WGS-84 here. */
export type ReferenceSystem = 'WGS-84' | 'GCJ-02' | 'BD-09' | 'CGCS2000'

/** One person may be a resident in the portal and staff at the desk in the same browser: a session each. */
export type Realm = 'resident' | 'staff'
