import { CivicError } from '../kernel/errors.ts'
import { rowsOfData, type CommandRow } from '../kernel/machine.ts'
import { ASKED_MAX, GRANT_DAYS_MAX, type GrantStanding, type IntegrationRole } from './integration.life.constants.ts'
import type { IntegrationScope } from './integration.scopes.ts'
import type { IntegrationContext, IntegrationState, ScopeGrant } from './integration.state.ts'

export interface GrantInputs {
  askScope: { readonly scope: IntegrationScope; readonly purpose: string }
  grantScope: {
    /** The one that was asked for; null: granted unasked. */
    readonly no: number | null
    readonly scope: IntegrationScope
    readonly purpose: string
    readonly from: number
    readonly until: number
  }
  refuseScope: { readonly no: number; readonly reason: string }
  endScope: { readonly no: number }
}

export interface GrantEventData {
  scopeAsked: { readonly no: number; readonly scope: IntegrationScope; readonly purpose: string }
  scopeGranted: {
    readonly no: number
    readonly scope: IntegrationScope
    readonly purpose: string
    readonly from: number
    readonly until: number
  }
  scopeRefused: { readonly no: number; readonly scope: IntegrationScope; readonly reason: string }
  scopeWithdrawn: { readonly no: number; readonly scope: IntegrationScope }
  scopeEnded: { readonly no: number; readonly scope: IntegrationScope; readonly until: number }
}

type Row<Name extends keyof GrantInputs> = CommandRow<
  IntegrationState,
  IntegrationContext,
  GrantInputs[Name],
  IntegrationRole
>
const DAY = 86_400_000

/** How one stands at an instant. */
export function grantStandingOf({ status, from, until }: ScopeGrant, now: number): GrantStanding {
  if (status !== 'granted') return status
  if (until !== null && until <= now) return 'over'
  return from !== null && from > now ? 'ahead' : 'holds'
}

/** The scopes that hold now: none while the integration is anything but active. */
export function scopesInForce({ status, grants }: IntegrationState, now: number): IntegrationScope[] {
  if (status !== 'active') return []
  return [...new Set(grants.filter((one) => grantStandingOf(one, now) === 'holds').map(({ scope }) => scope))]
}

/** @throws CivicError BAD_INPUT for a number that is none of its grants */
function grantOf({ grants }: IntegrationState, no: number): ScopeGrant {
  const found = grants.find((one) => one.no === no)
  if (!found) throw new CivicError('BAD_INPUT', { fields: { no: 'unknown' } })
  return found
}

const askScope: Row<'askScope'> = {
  from: ['draft', 'active'],
  by: ['engineer', 'system'],
  decide({ grants }, { scope, purpose }) {
    const asked = grants.filter(({ status }) => status === 'asked')
    if (asked.some((one) => one.scope === scope))
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { scope: 'asked' } })
    if (asked.length >= ASKED_MAX) throw new CivicError('NOT_ALLOWED_NOW', { fields: { scope: 'tooMany' } })
    return [{ type: 'scopeAsked', data: { no: grants.length + 1, scope, purpose } }]
  },
}

const grantScope: Row<'grantScope'> = {
  from: ['draft', 'active', 'suspended'],
  by: ['administrator', 'system'],
  decide(state, { no, scope, purpose, from: asked, until }, { now }) {
    const one = no === null ? null : grantOf(state, no)
    if (one && one.status !== 'asked') throw new CivicError('NOT_ALLOWED_NOW', { fields: { no: one.status } })
    if (one && one.scope !== scope) throw new CivicError('BAD_INPUT', { fields: { scope: 'notAsked' } })
    // What was done in the past was done without it: a grant never reaches back.
    const from = Math.max(asked, now)
    if (until <= from) throw new CivicError('BAD_INPUT', { fields: { until: 'beforeFrom' } })
    if (until > from + GRANT_DAYS_MAX * DAY) throw new CivicError('BAD_INPUT', { fields: { until: 'tooLong' } })
    const twice = state.grants.some(
      (held) =>
        held.status === 'granted' &&
        held.scope === scope &&
        (held.from ?? 0) < until &&
        from < (held.until ?? Number.POSITIVE_INFINITY),
    )
    if (twice) throw new CivicError('NOT_ALLOWED_NOW', { fields: { scope: 'held' } })
    return [{ type: 'scopeGranted', data: { no: no ?? state.grants.length + 1, scope, purpose, from, until } }]
  },
}

const refuseScope: Row<'refuseScope'> = {
  from: ['draft', 'active', 'suspended'],
  by: ['administrator'],
  decide(state, { no, reason }) {
    const one = grantOf(state, no)
    if (one.status !== 'asked') throw new CivicError('NOT_ALLOWED_NOW', { fields: { no: one.status } })
    return [{ type: 'scopeRefused', data: { no, scope: one.scope, reason } }]
  },
}

/** Either side may: an engineer takes back what waits and gives up what holds, an administrator ends what holds. */
const endScope: Row<'endScope'> = {
  from: ['draft', 'active', 'suspended'],
  by: ['administrator', 'engineer'],
  decide(state, { no }, { now, role }) {
    const one = grantOf(state, no)
    if (one.status === 'asked' && role === 'engineer')
      return [{ type: 'scopeWithdrawn', data: { no, scope: one.scope } }]
    const standing = grantStandingOf(one, now)
    if (standing !== 'holds' && standing !== 'ahead')
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { no: standing } })
    return [{ type: 'scopeEnded', data: { no, scope: one.scope, until: now } }]
  },
}

export const grantCommands = { askScope, grantScope, refuseScope, endScope }

const changed = (state: IntegrationState, no: number, change: Partial<ScopeGrant>): IntegrationState => ({
  ...state,
  grants: state.grants.map((one) => (one.no === no ? { ...one, ...change } : one)),
})
export const grantEvents = rowsOfData<IntegrationState, GrantEventData>({
  scopeAsked: (state, asked) => ({
    ...state,
    grants: [...state.grants, { ...asked, status: 'asked', from: null, until: null, reason: null }],
  }),
  scopeGranted: (state, granted) =>
    state.grants.some(({ no }) => no === granted.no)
      ? changed(state, granted.no, { ...granted, status: 'granted' })
      : { ...state, grants: [...state.grants, { ...granted, status: 'granted', reason: null }] },
  scopeRefused: (state, { no, reason }) => changed(state, no, { status: 'refused', reason }),
  scopeWithdrawn: (state, { no }) => changed(state, no, { status: 'withdrawn' }),
  scopeEnded: (state, { no, until }) => changed(state, no, { status: 'ended', until }),
})
