import type { Checks } from './appeal.check.types.ts'
import type {
  AppealKind,
  AppealStatus,
  Channel,
  ClockStage,
  ContactPreference,
  Outcome,
  Satisfaction,
  ShownPlace,
  SolvedAnswer,
} from './appeal.constants.ts'

/** A limit that runs, ran, or ended; instants in epoch milliseconds. */
export interface Clock {
  readonly stage: ClockStage
  /** 1 for the first handling, 2 for the first rehandle … */
  readonly round: number
  readonly startedAt: number
  readonly dueAt: number
  readonly doneAt: number | null
  /** Version of the calendar that gave `dueAt`. */
  readonly calendar: string
}

export interface Extension {
  readonly reason: string
  readonly days: number
  readonly requestedBy: number | null
  readonly requestedAt: number
}

/** The work order of the present round; a rehandle begins a new one. */
export interface WorkOrder {
  readonly bodyCode: string
  /** First receiver stays responsible until another body takes it (首接负责). */
  readonly responsibleBody: string
  readonly dispatchedAt: number
  readonly handlerId: number | null
  readonly bounce: { readonly ground: string; readonly by: number | null; readonly at: number } | null
  readonly extension: Extension | null
  readonly contacts: number
  readonly feedback: {
    readonly seq: number
    readonly outcome: Outcome
    readonly by: number | null
    readonly at: number
  } | null
  readonly verification: { readonly passed: boolean; readonly by: number | null } | null
}

/** What the events of an appeal add up to. No personal data: texts, names and phones stand apart. */
export interface AppealState {
  readonly status: AppealStatus | null
  readonly version: number
  readonly kind: AppealKind
  readonly category: string
  readonly channel: Channel
  readonly jurisdiction: string
  readonly areaPath: string
  readonly residentId: number | null
  /** By which integration it was sent (`civic_…`); null: by the resident or by staff. It alone sees it besides them. */
  readonly source: string | null
  /** Who sent it in the resident's place, by an authority (代办), and may act on it for as long as that holds. */
  readonly agentId: number | null
  /** Staff member who found or took it down, if it was not the resident. */
  readonly finderId: number | null
  readonly anonymous: boolean
  readonly consent: boolean
  readonly photos: number
  readonly contactPreference: ContactPreference
  readonly shownPlace: ShownPlace
  /** Sent on behalf of another, who is named in the personal part. */
  readonly forAnother: boolean
  readonly submittedAt: number
  readonly round: number
  readonly order: WorkOrder | null
  /** Bodies that have used their one bounce, over all rounds. */
  readonly bounced: readonly string[]
  /** Working days granted beyond the limit, over all extensions of this round. */
  readonly extendedDays: number
  /** Who reviewed in an earlier round: a rehandle goes to a different reviewer. */
  readonly reviewers: readonly number[]
  readonly outcome: Outcome | null
  /** When the result reached the resident; the rehandle window counts from here. */
  readonly answeredAt: number | null
  readonly rating: { readonly satisfaction: Satisfaction; readonly solved: SolvedAnswer; readonly at: number } | null
  /** Calendar day of the last urge in the city's zone. */
  readonly urgedDay: string | null
  /** Stands on the public board. */
  readonly published: boolean
  /** A publisher decided against it, though the resident consents. */
  readonly withheld: boolean
  /**
   * When the resident said that somebody wants their rating changed; null: no such report is open. It stands on a chain
   * of its own and is put in for those who may know of it.
   */
  readonly pressureAt: number | null
  /** How far what may become public of it is checked; empty where nothing of it needs to be. */
  readonly checks: Checks
  /** Neighbours who have it, too (我也遇到). */
  readonly joined: number
  readonly clocks: readonly Clock[]
}

export const NO_APPEAL: AppealState = {
  status: null,
  version: 0,
  kind: 'consult',
  category: '',
  channel: 'portal',
  jurisdiction: '',
  areaPath: '',
  residentId: null,
  source: null,
  agentId: null,
  finderId: null,
  anonymous: false,
  consent: false,
  photos: 0,
  contactPreference: 'any',
  shownPlace: 'exact',
  forAnother: false,
  submittedAt: 0,
  round: 1,
  order: null,
  bounced: [],
  extendedDays: 0,
  reviewers: [],
  outcome: null,
  answeredAt: null,
  rating: null,
  urgedDay: null,
  published: false,
  withheld: false,
  pressureAt: null,
  checks: {},
  joined: 0,
  clocks: [],
}

/** The clocks that run now. */
export const runningClocks = (state: AppealState): readonly Clock[] =>
  state.clocks.filter((clock) => clock.doneAt === null)

/** The next time by which something must have happened, or null. */
export function nextDueAt(state: AppealState): number | null {
  const due = runningClocks(state).map((clock) => clock.dueAt)
  return due.length === 0 ? null : Math.min(...due)
}
