import type { Words } from '../../i18n/translate.ts'
import type { desk as source } from '../zh-CN/desk.ts'
import { deskAccess } from './desk.access.ts'
import { deskActions } from './desk.actions.ts'
import { deskAdmin } from './desk.admin.ts'
import { deskAuthorities } from './desk.authorities.ts'
import { deskBodies } from './desk.bodies.ts'
import { deskRound } from './desk.round.ts'
import { deskInsight } from './desk.insight.ts'
import { deskIntegrations } from './desk.integrations.ts'
import { deskLists } from './desk.lists.ts'
import { deskIntake } from './desk.intake.ts'
import { deskOrder } from './desk.order.ts'
import { deskPublish } from './desk.publish.ts'
import { deskShell } from './desk.shell.ts'
import { deskWebhooks } from './desk.webhooks.ts'
import { errors } from './errors.ts'
import { loop } from './loop.ts'

/** See zh-CN/desk.ts. */
export const desk: Words<typeof source> = {
  ...errors,
  ...loop,
  ...deskShell,
  ...deskOrder,
  ...deskAccess,
  ...deskActions,
  ...deskPublish,
  ...deskLists,
  ...deskAdmin,
  ...deskAuthorities,
  ...deskBodies,
  ...deskInsight,
  ...deskRound,
  ...deskIntegrations,
  ...deskIntake,
  ...deskWebhooks,

  UNAUTHENTICATED: 'Your session has ended. Please sign in again; what you wrote is still here.',
  FORBIDDEN: 'This order is outside your role or your area.',
  NOT_FOUND: 'There is no such order, or it is outside your area.',
  CLIENT_TOO_OLD: 'This desk is too old. Please reload the page.',
  GROUND_UNKNOWN: 'This ground is no longer in the list. Please choose another.',
  IDEMPOTENCY_CONFLICT: 'This differs from what was sent before. Please read the timeline, then send.',
  VERSION_CONFLICT: 'Somebody was first. It has been updated; please read what changed.',
  WRONG_STATE: 'The order has moved on, and this cannot be done now. Please read the timeline.',
  NOT_ALLOWED_NOW: 'This cannot be done yet. Please read the timeline.',
  REHANDLE_WINDOW_OVER: 'The time for handling it again is over.',
  REHANDLES_USED: 'It has been handled again as often as allowed.',
  BOUNCE_USED: 'This body has bounced it once and cannot again.',
  EXTENSION_CAP: 'More days than can be granted. Please ask for fewer.',
  VERIFICATION_NEEDED: 'This category must be verified on site before the review can pass.',
  DEPARTMENT_DUTY: "This is a department's duty and cannot go to a grid. Please choose a department.",
  SAME_PERSON: 'Finder, handler, reviewer and verifier must be different people. Please leave it to a colleague.',
  URGED_TODAY: 'It has been urged today; it can be again tomorrow.',
  STORAGE_FULL: 'The storage is full. Please call the administrators and keep this page open.',
  INTERNAL: 'Something went wrong. Please try again; if it stays, give the error number to the administrators.',
}
