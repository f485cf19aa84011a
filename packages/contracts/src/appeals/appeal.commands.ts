import type { CheckInputs } from './appeal.check.types.ts'
import type {
  AppealKind,
  Channel,
  ContactMeans,
  ContactPreference,
  ContactResult,
  Outcome,
  Satisfaction,
  ShownPlace,
  SolvedAnswer,
} from './appeal.constants.ts'
import type { PublicationInputs } from './appeal.publication.types.ts'

/** A person's or an operator's contact; encrypted, every look at it is an event. */
export interface Contact {
  readonly name: string | null
  readonly phone: string | null
}

/** Whom somebody says that they speak for. Nobody has looked whether they may: who acts by an authority is an agent. */
export interface Represented {
  readonly name: string
  /** In the sender's own words: 母亲, neighbour. */
  readonly relation: string | null
}

/** A place after conversion: WGS-84, longitude first; the original reference system stays on the event. */
export interface PlacePoint {
  readonly lng: number
  readonly lat: number
  /** Metres, when the source gave it. */
  readonly accuracy: number | null
  /** What the caller sent it in. */
  readonly crs: string
}

/** What the machine is given with each command. Checked for form at the edge, resolved by the service. */
export interface AppealInputs extends PublicationInputs, CheckInputs {
  submit: {
    kind: AppealKind
    category: string
    channel: Channel
    jurisdiction: string
    areaPath: string
    residentId: number | null
    /** By which integration, `civic_…`, and what that calls it. */
    source: string | null
    externalId: string | null
    /** Who sends it in the resident's place, by an authority. */
    agentId: number | null
    anonymous: boolean
    consent: boolean
    photos: readonly string[]
    text: string
    address: string | null
    point: PlacePoint | null
    contact: Contact | null
    /** When it happened, epoch milliseconds; null: now. */
    occurredAt: number | null
    contactPreference: ContactPreference
    shownPlace: ShownPlace
    /** Tokens of what was spoken and filmed. */
    recordings: readonly string[]
    onBehalfOf: Represented | null
  }
  accept: object
  decline: { ground: string; text: string }
  classify: { kind: AppealKind; category: string }
  answer: { outcome: Outcome; text: string; photos: readonly string[] }
  dispatch: { bodyCode: string; bodyIsGrid: boolean; note: string | null }
  take: object
  bounce: { ground: string; note: string | null }
  ruleBounce: { uphold: boolean; note: string | null }
  requestExtension: { reason: string; days: number; note: string | null }
  ruleExtension: { grant: boolean; note: string | null }
  contact: { result: ContactResult; means: ContactMeans; agreedAt: number | null; note: string | null }
  viewContact: object
  giveFeedback: { outcome: Outcome; text: string; photos: readonly string[] }
  verifyOnSite: { passed: boolean; photos: readonly string[]; note: string | null }
  reviewFeedback: { pass: boolean; note: string | null }
  rate: { satisfaction: Satisfaction; solved: SolvedAnswer; text: string | null; photos: readonly string[] }
  rehandle: { text: string; photos: readonly string[] }
  supplement: { text: string; photos: readonly string[] }
  urge: object
  withdraw: { text: string | null }
  archive: object
  join: object
  adopt: object
  answerJoined: { solved: SolvedAnswer }
}
export type AppealCommand = keyof AppealInputs
