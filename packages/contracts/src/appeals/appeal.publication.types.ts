import type { Outcome } from './appeal.constants.ts'

/** Words of 信息公示, without the rules: what commands take, what events hold, what faces choose from. */

/** How a published appeal's place is shown: its community alone, a point rounded to ≥ 200 m, or where it is. */
export const PUBLIC_PLACES = ['area', 'rounded', 'exact'] as const
export type PublicPlace = (typeof PUBLIC_PLACES)[number]

/** Why staff takes something off the board, or never puts it there. */
export const UNPUBLISH_GROUNDS = ['unsuitable', 'personalData', 'duplicate', 'outdated'] as const
/** The resident's own: no reason is asked for. */
export const CONSENT_WITHDRAWN = 'consentWithdrawn'

/** 治理前后: two photos of one place. */
export interface PhotoPair {
  readonly before: string
  readonly after: string
}
export const PAIRS_MAX = 4

export interface PublicationInputs {
  publish: {
    text: string
    /** What was done, for strangers; null: the outcome says it. */
    reply: string | null
    /** Tokens of photos of this appeal, each ticked by the publisher. */
    pictures: readonly string[]
    pairs: readonly PhotoPair[]
    place: PublicPlace
  }
  unpublish: { ground: string | null; note: string | null }
  reportPressure: { text: string | null }
  settlePressure: { text: string | null }
}

export interface PublicationEventData {
  published: {
    pictures: readonly string[]
    pairs: readonly PhotoPair[]
    place: PublicPlace
    outcome: Outcome
  }
  unpublished: { ground: string }
  pressureReported: object
  pressureSettled: object
}
