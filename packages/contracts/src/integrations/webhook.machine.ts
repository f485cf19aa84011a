import type { ErrorCode } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import type { IntegrationRole } from './integration.life.constants.ts'
import type { WebhookPause, WebhookScheme, WebhookStatus } from './webhook.constants.ts'
import { SECRET_OVERLAP_MS } from './webhook.schedule.policy.ts'

/** An administrator may stop an endpoint, and never has it send anywhere: that is the partner's engineer. */
export type WebhookRole = IntegrationRole

/** What the events of an endpoint add up to. The address and the secrets stand apart, sealed. */
export interface EndpointState {
  readonly status: WebhookStatus | null
  readonly version: number
  /** Where it leads, without the path: that may be a secret, too. */
  readonly host: string
  /** Types of messages; none: all. */
  readonly types: readonly string[]
  readonly scheme: WebhookScheme
  readonly pausedFor: WebhookPause | null
  /** Epoch milliseconds. */
  readonly pausedAt: number | null
  /** Until when the secret before still signs; null where there is none. */
  readonly overlapUntil: number | null
}
export const NO_ENDPOINT: EndpointState = {
  status: null,
  version: 0,
  host: '',
  types: [],
  scheme: 'hmac',
  pausedFor: null,
  pausedAt: null,
  overlapUntil: null,
}

export interface WebhookContext {
  /** Epoch milliseconds. */
  readonly now: number
}

export interface WebhookInputs {
  add: { readonly host: string; readonly types: readonly string[]; readonly scheme: WebhookScheme }
  change: { readonly host: string; readonly types: readonly string[] }
  rotate: { readonly scheme: WebhookScheme }
  /** What stopped it by itself is said by the service alone. */
  pause: { readonly why: WebhookPause }
  resume: object
  test: object
  replay: { readonly count: number }
  close: object
}
export type WebhookCommand = keyof WebhookInputs

type Row<Name extends WebhookCommand> = CommandRow<EndpointState, WebhookContext, WebhookInputs[Name], WebhookRole>

const add: Row<'add'> = {
  from: [null],
  by: ['engineer'],
  decide: (_, { host, types, scheme }) => [{ type: 'webhookAdded', data: { host, types, scheme } }],
}

const change: Row<'change'> = {
  from: ['active', 'paused'],
  by: ['engineer'],
  decide: (_, { host, types }) => [{ type: 'webhookChanged', data: { host, types } }],
}

/** While two secrets sign, a third would put one out that somebody still checks by. */
const oneAtATime = ({ overlapUntil }: EndpointState, { now }: WebhookContext): ErrorCode | null =>
  overlapUntil !== null && now < overlapUntil ? 'NOT_ALLOWED_NOW' : null

const rotate: Row<'rotate'> = {
  from: ['active', 'paused'],
  by: ['engineer'],
  refuse: oneAtATime,
  decide: (_, { scheme }, { now }) => [
    { type: 'webhookSecretRotated', data: { scheme, overlapUntil: now + SECRET_OVERLAP_MS } },
  ],
}

const pause: Row<'pause'> = {
  from: ['active'],
  by: ['engineer', 'administrator', 'system'],
  decide: (_, { why }) => [{ type: 'webhookPaused', data: { why } }],
}

const resume: Row<'resume'> = {
  from: ['paused'],
  by: ['engineer'],
  decide: () => [{ type: 'webhookResumed', data: {} }],
}

const test: Row<'test'> = {
  from: ['active'],
  by: ['engineer'],
  decide: () => [{ type: 'webhookTested', data: {} }],
}

const replayRow: Row<'replay'> = {
  from: ['active'],
  by: ['engineer'],
  decide: (_, { count }) => [{ type: 'webhookReplayed', data: { count } }],
}

const close: Row<'close'> = {
  from: ['active', 'paused'],
  by: ['engineer', 'administrator', 'system'],
  decide: () => [{ type: 'webhookClosed', data: {} }],
}

const commands = { add, change, rotate, pause, resume, test, replay: replayRow, close }
export const WEBHOOK_COMMANDS = Object.keys(commands) as readonly WebhookCommand[]

interface WebhookEventData {
  webhookAdded: { readonly host: string; readonly types: readonly string[]; readonly scheme: WebhookScheme }
  webhookChanged: { readonly host: string; readonly types: readonly string[] }
  webhookSecretRotated: { readonly scheme: WebhookScheme; readonly overlapUntil: number }
  webhookResumed: object
  webhookTested: object
  webhookReplayed: object
  webhookClosed: object
}
const rows = rowsOfData<EndpointState, WebhookEventData>({
  webhookAdded: (state, facts) => ({ ...state, ...facts, status: 'active' }),
  webhookChanged: (state, facts) => ({ ...state, ...facts }),
  webhookSecretRotated: (state, facts) => ({ ...state, ...facts }),
  webhookResumed: (state) => ({ ...state, status: 'active', pausedFor: null, pausedAt: null }),
  webhookTested: (state) => state,
  webhookReplayed: (state) => state,
  webhookClosed: (state) => ({ ...state, status: 'closed', overlapUntil: null }),
})
const events = {
  ...rows,
  webhookPaused: (state: EndpointState, { at, data }: PastEvent): EndpointState => ({
    ...state,
    status: 'paused',
    pausedFor: (data as { why: WebhookPause }).why,
    pausedAt: at,
  }),
}

export const webhookMachine = {
  initial: NO_ENDPOINT,
  status: ({ status }: EndpointState) => status,
  commands,
  events,
}

/** @throws CivicError WRONG_STATE, NOT_ALLOWED_NOW */
export const decideWebhook = <Name extends WebhookCommand>(
  state: EndpointState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: WebhookContext,
) => decide(webhookMachine, state, name, input, context)
export const evolveWebhook = (state: EndpointState, event: PastEvent): EndpointState =>
  evolve(webhookMachine, state, event)
export const replayWebhook = (past: readonly PastEvent[]): EndpointState => replay(webhookMachine, past)
