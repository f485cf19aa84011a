import { CivicError } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import type { IntegrationScope } from './integration.constants.ts'
import { GRANT_DAYS_MAX, type GrantStanding, type IntegrationRole } from './integration.life.constants.ts'
import { NO_GRANT, type BothLanguages, type GrantContext, type ScopeGrantState } from './integration.state.ts'

/** One scope for one integration: asked for, granted for a purpose and a term or refused, and over by time or by a word. */

interface Wanted {
  readonly scope: IntegrationScope
  readonly purpose: BothLanguages
}
interface Term {
  readonly purpose: BothLanguages
  readonly from: number
  readonly until: number
  readonly perDay: number | null
}
export interface GrantInputs {
  askScope: Wanted
  /** Of one that was asked for the scope stands already. */
  grantScope: Term & { readonly scope: IntegrationScope }
  refuseScope: { readonly reason: string }
  endScope: object
}
export type GrantCommand = keyof GrantInputs

type Row<Name extends GrantCommand> = CommandRow<ScopeGrantState, GrantContext, GrantInputs[Name], IntegrationRole>
const DAY = 86_400_000

/** How one stands at an instant. */
export function grantStandingOf({ status, from, until }: ScopeGrantState, now: number): GrantStanding {
  if (status !== 'granted') return status ?? 'ended'
  if (until !== null && until <= now) return 'over'
  return from !== null && from > now ? 'ahead' : 'holds'
}

const notWhenClosed = (_: ScopeGrantState, { integration }: GrantContext) =>
  integration === 'closed' ? ('WRONG_STATE' as const) : null

const askScope: Row<'askScope'> = {
  from: [null],
  by: ['engineer'],
  refuse: notWhenClosed,
  decide(_, { scope, purpose }, { others }) {
    if (others.some(({ status }) => status === 'asked'))
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { scope: 'asked' } })
    return [{ type: 'scopeAsked', data: { scope, purpose } }]
  },
}

const grantScope: Row<'grantScope'> = {
  from: [null, 'asked'],
  by: ['administrator', 'system'],
  refuse: notWhenClosed,
  decide(state, { scope, purpose, perDay, from: begins, until }, { now, others }) {
    if (state.status === 'asked' && state.scope !== scope)
      throw new CivicError('BAD_INPUT', { fields: { scope: 'notAsked' } })
    // What was done in the past was done without it: a grant never reaches back.
    const from = Math.max(begins, now)
    if (until <= from) throw new CivicError('BAD_INPUT', { fields: { until: 'beforeFrom' } })
    if (until > from + GRANT_DAYS_MAX * DAY) throw new CivicError('BAD_INPUT', { fields: { until: 'tooLong' } })
    const twice = others.some(
      (held) =>
        held.status === 'granted' && (held.from ?? 0) < until && from < (held.until ?? Number.POSITIVE_INFINITY),
    )
    if (twice) throw new CivicError('NOT_ALLOWED_NOW', { fields: { scope: 'held' } })
    return [{ type: 'scopeGranted', data: { scope, purpose, perDay, from, until } }]
  },
}

const refuseScope: Row<'refuseScope'> = {
  from: ['asked'],
  by: ['administrator'],
  decide: (_, { reason }) => [{ type: 'scopeRefused', data: { reason } }],
}

/** Either side may end what holds; what waits is taken back by whoever asked for it, and refused by the city. */
const endScope: Row<'endScope'> = {
  from: ['asked', 'granted'],
  by: ['administrator', 'engineer'],
  refuse(state, { now, role }) {
    const standing = grantStandingOf(state, now)
    if (standing === 'over') return 'NOT_ALLOWED_NOW'
    return standing === 'asked' && role !== 'engineer' ? 'NOT_ALLOWED_NOW' : null
  },
  decide: (_, __, { now }) => [{ type: 'scopeEnded', data: { until: now } }],
}

const commands = { askScope, grantScope, refuseScope, endScope }
export const GRANT_COMMANDS = Object.keys(commands) as readonly GrantCommand[]

/** Data of the events, as `decide` wrote it. */
export interface GrantEventData {
  scopeAsked: Wanted
  scopeGranted: Term & { readonly scope: IntegrationScope }
  scopeRefused: { readonly reason: string }
  scopeEnded: { readonly until: number }
}
const events = rowsOfData<ScopeGrantState, GrantEventData>({
  scopeAsked: (state, wanted) => ({ ...state, ...wanted, status: 'asked' }),
  scopeGranted: (state, granted) => ({ ...state, ...granted, status: 'granted' }),
  scopeRefused: (state, { reason }) => ({ ...state, reason, status: 'refused' }),
  scopeEnded: (state, { until }) => ({ ...state, until, status: 'ended' }),
})

export const grantMachine = {
  initial: NO_GRANT,
  status: ({ status }: ScopeGrantState) => status,
  commands,
  events,
}

/** @throws CivicError WRONG_STATE, NOT_ALLOWED_NOW, BAD_INPUT */
export const decideGrant = <Name extends GrantCommand>(
  state: ScopeGrantState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: GrantContext,
) => decide(grantMachine, state, name, input, context)
export const evolveGrant = (state: ScopeGrantState, event: PastEvent): ScopeGrantState =>
  evolve(grantMachine, state, event)
export const replayGrant = (past: readonly PastEvent[]): ScopeGrantState => replay(grantMachine, past)
