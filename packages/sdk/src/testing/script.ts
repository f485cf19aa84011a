import type { Span } from './types.ts'

/** What the desk does next on the straight way from sending to archiving. */
export const DESK_STEPS = [
  'accept',
  'dispatch',
  'take',
  'contact',
  'giveFeedback',
  'verifyOnSite',
  'reviewFeedback',
] as const
export type DeskStep = (typeof DESK_STEPS)[number]

/** Which step is done how long after the one before it (the first: after the sending). */
export type DeskScript = readonly (readonly [DeskStep, Span])[]

/** A city on a good day: accepted within the hour, with the body before noon, answered the next day. */
export const GOOD_DAY: DeskScript = [
  ['accept', { minutes: 20 }],
  ['dispatch', { minutes: 10 }],
  ['take', { minutes: 30 }],
  ['contact', { hours: 1 }],
  ['giveFeedback', { hours: 22 }],
  ['verifyOnSite', { hours: 1 }],
  ['reviewFeedback', { hours: 1 }],
]
