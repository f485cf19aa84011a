import type {
  AppealKind,
  AppealStatus,
  Channel,
  Outcome,
  Satisfaction,
  SolvedAnswer,
  ContactResult,
  ContactMeans,
  ClockStage,
  ActorRole,
  Step,
  StepState,
  Stage,
  Queue,
  ReferenceSystem,
} from './words.ts'

/** A text of the city in every language its faces speak. */
export interface CityText {
  'zh-CN': string
  en: string
}

/** What a resident sends. Instants are ISO UTC; a point is WGS-84 unless `crs` says otherwise. */
export interface SubmitInput {
  kind: AppealKind
  category: string
  text: string
  place: AppealPlace
  photos?: string[]
  /** The handler does not see who sent it. */
  anonymous?: boolean
  /** The resident agrees to publication after redaction. */
  consent?: boolean
  contact?: {
    name?: string | null
    /** Digits as dialled in China: a mobile number or one with an area code. */
    phone?: string | null
  } | null
  occurredAt?: string | null
}

/** Phone intake at the desk: the caller need not have an account. */
export interface RegisterInput {
  kind: AppealKind
  category: string
  text: string
  place: AppealPlace
  photos?: string[]
  /** The handler does not see who sent it. */
  anonymous?: boolean
  /** The resident agrees to publication after redaction. */
  consent?: boolean
  contact?: {
    name?: string | null
    /** Digits as dialled in China: a mobile number or one with an area code. */
    phone?: string | null
  } | null
  occurredAt?: string | null
  channel?: 'phone' | 'desk'
}

/** Where the problem is: a point, or words with the area they are in, or both. */
export interface AppealPlace {
  point?: AppealPoint | null
  areaCode?: string | null
  address?: string | null
}

/** A point as a phone or a map gives it. */
export interface AppealPoint {
  lng: number
  lat: number
  crs?: ReferenceSystem
  /** Metres. */
  accuracy?: number | null
}

/** What every command answers, and answers again for the same idempotency key. */
export interface Receipt {
  code: string
  version: number
  status: string
  at: string
  /** The next time by which something will have happened. */
  dueAt: string | null
}

/** A category in the city's words. */
export interface CategoryName {
  code: string
  name: CityText
}

/** One line of a list. */
export interface AppealItem {
  code: string
  kind: AppealKind
  category: CategoryName
  status: string
  version: number
  round: number
  /** The first 80 characters. */
  excerpt: string
  place: string | null
  area: CityText
  submittedAt: string
  updatedAt: string
  dueAt: string | null
  overdue: boolean
  channel: Channel
  body: CityText | null
}

/** A photo of an appeal. Addresses are relative to the server's and expire: `civic.files.url()` completes them. */
export interface Photo {
  token: string
  url: string
  thumb: string
  width: number
  height: number
}

/** One public event of an appeal, or for staff any event. */
export interface TimelineEntry {
  seq: number
  type: string
  step: Step | null
  at: string
  actorRole: ActorRole | null
  /** The body a staff member acted for; people are not named to residents. */
  body: CityText | null
  /** Staff only: who it was. */
  actorName: string | null
  text: string | null
  photos: Photo[]
  /** What else the event says; each only where it applies. */
  facts: {
    outcome?: Outcome
    /** Text of the ground in the city's words; for a decline also the lawful way to go instead. */
    ground?: CityText
    lawfulWay?: CityText
    dueAt?: string
    days?: number
    contactResult?: ContactResult
    contactMeans?: ContactMeans
    agreedAt?: string
    satisfaction?: Satisfaction
    solved?: SolvedAnswer
    passed?: boolean
    toBody?: CityText
    category?: CityText
  }
}

/** One of the eight steps; `at`, `actorRole` and `seq` are null unless it is done. */
export interface StepProgress {
  step: Step
  state: StepState
  at: string | null
  actorRole: ActorRole | null
  seq: number | null
}

/** One of the four plain stages over the eight steps. */
export interface StageProgress {
  stage: Stage
  state: StepState
  at: string | null
}

/** What the city owes next, and by when. */
export interface AppealPromise {
  stage: ClockStage
  dueAt: string
  overdue: boolean
}

/** One appeal as its resident sees it. */
export interface Progress {
  area: CityText
  submittedAt: string
  updatedAt: string
  code: string
  kind: AppealKind
  category: CategoryName
  status: string
  version: number
  round: number
  place: string | null
  dueAt: string | null
  overdue: boolean
  channel: Channel
  body: CityText | null
  text: string
  point: {
    lng: number
    lat: number
    accuracy: number | null
  } | null
  anonymous: boolean
  consent: boolean
  photos: Photo[]
  stages: StageProgress[]
  steps: StepProgress[]
  promise: AppealPromise | null
  outcome: Outcome | null
  reply: {
    text: string | null
    photos: Photo[]
    at: string
    body: CityText | null
  } | null
  rating: {
    satisfaction: Satisfaction
    solved: SolvedAnswer
    at: string
    text: string | null
  } | null
  rehandleUntil: string | null
  timeline: TimelineEntry[]
  /** Commands that this caller may give now, by name. */
  allowedActions: string[]
}

/** A running or stopped clock of a work order. */
export interface Clock {
  stage: ClockStage
  startedAt: string
  dueAt: string
  doneAt: string | null
  calendar: string
}

/** One order as staff sees it. */
export interface WorkOrder {
  area: CityText
  submittedAt: string
  updatedAt: string
  code: string
  kind: AppealKind
  category: CategoryName
  status: string
  version: number
  round: number
  place: string | null
  dueAt: string | null
  overdue: boolean
  channel: Channel
  body: CityText | null
  text: string
  point: {
    lng: number
    lat: number
    accuracy: number | null
  } | null
  anonymous: boolean
  consent: boolean
  photos: Photo[]
  stages: StageProgress[]
  steps: StepProgress[]
  promise: AppealPromise | null
  outcome: Outcome | null
  reply: {
    text: string | null
    photos: Photo[]
    at: string
    body: CityText | null
  } | null
  rating: {
    satisfaction: Satisfaction
    solved: SolvedAnswer
    at: string
    text: string | null
  } | null
  rehandleUntil: string | null
  timeline: TimelineEntry[]
  /** Commands that this caller may give now, by name. */
  allowedActions: string[]
  clocks: Clock[]
  owner: {
    code: string
    name: CityText
    why: CityText
  } | null
  bodyCode: string | null
  responsible: CityText | null
  bounced: CityText[]
  extension: {
    reason: CityText
    days: number
    requestedAt: string
  } | null
  extensionDaysLeft: number
  rules: {
    verifyOnSite: boolean
    photoRequired: boolean
    departmentDuty: boolean
  }
  /** Whether there is a contact at all; reading it is `viewContact`, which leaves an event. */
  hasContact: boolean
}

/** A resident's contact; asking for it leaves an event that the resident can read. */
export interface ContactDetails {
  name: string | null
  phone: string | null
  receipt: Receipt
}

/** A neighbour's view of an appeal that is not published. */
export interface NearAppeal {
  category: CategoryName
  stage: Stage
  submittedAt: string
  lng: number
  lat: number
}

/** How many orders lie in each queue. */
export type QueueCounts = {
  queue: Queue
  count: number
}[]

/** Every command on an appeal: which one, and which version the caller saw. */
export interface OnAppeal {
  code: string
  expectedVersion: number
}

export interface NearInput {
  point: AppealPoint
  limit?: number
}

export interface MineInput {
  cursor?: string | null
  limit?: number
  open?: boolean | null
}

export interface SupplementInput {
  code: string
  expectedVersion: number
  text: string
  photos?: string[]
}

export interface WithdrawInput {
  code: string
  expectedVersion: number
  text?: string | null
}

export interface RehandleInput {
  code: string
  expectedVersion: number
  text: string
  photos?: string[]
}

export interface RateInput {
  code: string
  expectedVersion: number
  satisfaction: Satisfaction
  solved: SolvedAnswer
  text?: string | null
  photos?: string[]
}

export interface QueueInput {
  queue: Queue
  cursor?: string | null
  limit?: number
  category?: string | null
  areaPath?: string | null
  status?: AppealStatus | null
  overdue?: boolean | null
}

export interface SearchInput {
  words: string
  cursor?: string | null
  limit?: number
}

export interface DeclineInput {
  code: string
  expectedVersion: number
  ground: string
  text: string
}

export interface ClassifyInput {
  code: string
  expectedVersion: number
  kind: AppealKind
  category: string
}

export interface AnswerInput {
  code: string
  expectedVersion: number
  text: string
  outcome?: Outcome
  photos?: string[]
}

export interface DispatchInput {
  code: string
  expectedVersion: number
  bodyCode: string
  note?: string | null
}

export interface BounceInput {
  code: string
  expectedVersion: number
  ground: string
  note?: string | null
}

export interface RuleBounceInput {
  code: string
  expectedVersion: number
  uphold: boolean
  note?: string | null
}

export interface RequestExtensionInput {
  code: string
  expectedVersion: number
  reason: string
  days: number
  note?: string | null
}

export interface RuleExtensionInput {
  code: string
  expectedVersion: number
  grant: boolean
  note?: string | null
}

export interface ContactInput {
  code: string
  expectedVersion: number
  result: ContactResult
  means?: ContactMeans
  agreedAt?: string | null
  note?: string | null
}

export interface GiveFeedbackInput {
  code: string
  expectedVersion: number
  outcome: Outcome
  text: string
  photos?: string[]
}

export interface VerifyOnSiteInput {
  code: string
  expectedVersion: number
  passed: boolean
  photos?: string[]
  note?: string | null
}

export interface ReviewFeedbackInput {
  code: string
  expectedVersion: number
  pass: boolean
  note?: string | null
}
