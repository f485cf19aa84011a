/**
 * The actions that the desk has a form for, in the order in which their buttons stand: what moves the order on comes
 * first, what sends it back last. Whether one may be given now is the server's word (`allowedActions`).
 */
const ACTIONS = [
  'publish',
  'passContent',
  'settlePressure',
  'accept',
  'dispatch',
  'take',
  'ruleBounce',
  'ruleExtension',
  'verifyOnSite',
  'reviewFeedback',
  'giveFeedback',
  'contact',
  'answer',
  'classify',
  'requestExtension',
  'bounce',
  'decline',
  'unpublish',
  'archive',
] as const
export type Action = (typeof ACTIONS)[number]

/** How many buttons stand in the open; the rest are under "more". */
export const SHOWN = 4

/** Verification comes before the review it is for; otherwise the table's order stands. */
export function actionsFor(allowed: readonly string[]): Action[] {
  return ACTIONS.filter((action) => allowed.includes(action))
}

/** A button that ends something or sends it back; drawn quietly, so that nobody hits it in passing. */
export const isBackward = (action: Action): boolean =>
  action === 'bounce' || action === 'decline' || action === 'archive' || action === 'unpublish'
