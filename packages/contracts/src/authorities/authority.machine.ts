import { CivicError, type ErrorCode } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import {
  AUTHORITY_SCOPES,
  type AuthorityOrigin,
  type AuthorityRole,
  type AuthorityScope,
  type AuthorityStanding,
  type AuthorityStatus,
} from './authority.constants.ts'

/** What the events of an authority add up to. Names stand apart. */
export interface AuthorityState {
  readonly status: AuthorityStatus | null
  readonly version: number
  readonly origin: AuthorityOrigin
  readonly scope: readonly AuthorityScope[]
  /** Epoch milliseconds; `until` is not included. */
  readonly from: number
  readonly until: number
  /** Until when its code can be taken up; null for one that needs none. */
  readonly codeUntil: number | null
  readonly principalId: number | null
  readonly agentId: number | null
  /** Whose staff may see it. */
  readonly areaPath: string
  /** Staff who have looked at the paper. */
  readonly lookedBy: readonly number[]
}
export const NO_AUTHORITY: AuthorityState = {
  status: null,
  version: 0,
  origin: 'online',
  scope: [],
  from: 0,
  until: 0,
  codeUntil: null,
  principalId: null,
  agentId: null,
  areaPath: '',
  lookedBy: [],
}

export interface AuthorityContext {
  /** Epoch milliseconds. */
  readonly now: number
  readonly actor: { readonly id: number; readonly role: AuthorityRole }
  /** What the city allows: the longest term in days, and for how many hours a code can be taken up. */
  readonly terms: { readonly maxDays: number; readonly codeHours: number }
}

interface Granted {
  readonly principalId: number
  readonly areaPath: string
  readonly scope: readonly AuthorityScope[]
  readonly until: number
}
export interface AuthorityInputs {
  offer: Granted
  request: Granted & { readonly evidence: readonly string[] }
  accept: object
  viewEvidence: object
  approve: object
  refuse: { readonly note: string }
  renew: { readonly until: number }
  end: object
}
export type AuthorityCommand = keyof AuthorityInputs

type Row<Name extends AuthorityCommand> = CommandRow<
  AuthorityState,
  AuthorityContext,
  AuthorityInputs[Name],
  AuthorityRole
>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** @throws CivicError BAD_INPUT for a term that is over before it begins, or longer than the city allows */
function demandTerm(until: number, { now, terms }: AuthorityContext): void {
  if (until <= now) throw new CivicError('BAD_INPUT', { fields: { until: 'past' } })
  if (until > now + terms.maxDays * DAY) throw new CivicError('BAD_INPUT', { fields: { until: 'tooLong' } })
}

/** In the order of the list, each once, and never without `track`. */
const ordered = (scope: readonly AuthorityScope[]): AuthorityScope[] =>
  AUTHORITY_SCOPES.filter((one) => one === 'track' || scope.includes(one))

const offer: Row<'offer'> = {
  from: [null],
  by: ['principal', 'officer'],
  decide(_, { principalId, areaPath, scope, until }, context) {
    demandTerm(until, context)
    const { now, actor, terms } = context
    const origin = actor.role === 'principal' ? 'online' : 'witnessed'
    const codeUntil = Math.min(until, now + terms.codeHours * HOUR)
    return [
      { type: 'offered', data: { origin, principalId, areaPath, scope: ordered(scope), from: now, until, codeUntil } },
    ]
  },
}

const request: Row<'request'> = {
  from: [null],
  by: ['agent'],
  decide(_, { principalId, areaPath, scope, until, evidence }, context) {
    demandTerm(until, context)
    if (evidence.length === 0) throw new CivicError('PHOTO_REQUIRED', { fields: { evidence: 'required' } })
    const { now, actor } = context
    return [
      {
        type: 'requested',
        data: { principalId, agentId: actor.id, areaPath, scope: ordered(scope), from: now, until, evidence },
      },
    ]
  },
}

const accept: Row<'accept'> = {
  from: ['offered'],
  by: ['agent'],
  refuse({ codeUntil, principalId }, { now, actor }) {
    if (codeUntil === null || now >= codeUntil) return 'NOT_ALLOWED_NOW'
    return principalId === actor.id ? 'SAME_PERSON' : null
  },
  decide: (_, __, { actor }) => [{ type: 'accepted', data: { agentId: actor.id } }],
}

const ofPaper = ({ origin }: AuthorityState): ErrorCode | null => (origin === 'paper' ? null : 'NOT_ALLOWED_NOW')

const viewEvidence: Row<'viewEvidence'> = {
  from: ['requested', 'active', 'ended'],
  by: ['reviewer'],
  refuse: ofPaper,
  decide: () => [{ type: 'evidenceViewed', data: {} }],
}

const approve: Row<'approve'> = {
  from: ['requested'],
  by: ['reviewer'],
  // Nobody says yes to a paper that they have not looked at.
  refuse: ({ lookedBy, until }, { actor, now }) =>
    lookedBy.includes(actor.id) && now < until ? null : 'NOT_ALLOWED_NOW',
  decide: () => [{ type: 'approved', data: {} }],
}

const refuse: Row<'refuse'> = {
  from: ['requested'],
  by: ['reviewer'],
  decide: (_, { note }) => [{ type: 'refused', data: {}, personal: { text: note } }],
}

const renew: Row<'renew'> = {
  from: ['active'],
  by: ['officer'],
  // Who has an account says so there, anew.
  refuse: ({ origin }) => (origin === 'online' ? 'NOT_ALLOWED_NOW' : null),
  decide(_, { until }, context) {
    demandTerm(until, context)
    return [{ type: 'renewed', data: { until } }]
  },
}

const end: Row<'end'> = {
  from: ['offered', 'requested', 'active'],
  by: ['principal', 'agent', 'officer'],
  decide: () => [{ type: 'ended', data: {} }],
}

const commands = { offer, request, accept, viewEvidence, approve, refuse, renew, end }
export const AUTHORITY_COMMANDS = Object.keys(commands) as readonly AuthorityCommand[]

type Facts = Pick<AuthorityState, 'areaPath' | 'scope' | 'from' | 'until'> & { readonly principalId: number }
/** Data of the events, as `decide` wrote it. */
export interface AuthorityEventData {
  offered: Facts & { readonly origin: 'online' | 'witnessed'; readonly codeUntil: number }
  requested: Facts & { readonly agentId: number; readonly evidence: readonly string[] }
  accepted: { readonly agentId: number }
  evidenceViewed: object
  approved: object
  refused: object
  renewed: { readonly until: number }
  ended: object
}
const rows = rowsOfData<AuthorityState, Omit<AuthorityEventData, 'evidenceViewed'>>({
  offered: (state, facts) => ({ ...state, ...facts, status: 'offered' }),
  requested: (state, { evidence: _, ...facts }) => ({ ...state, ...facts, status: 'requested', origin: 'paper' }),
  accepted: (state, { agentId }) => ({ ...state, agentId, status: 'active', codeUntil: null }),
  approved: (state) => ({ ...state, status: 'active' }),
  refused: (state) => ({ ...state, status: 'refused' }),
  renewed: (state, { until }) => ({ ...state, until }),
  ended: (state) => ({ ...state, status: 'ended', codeUntil: null }),
})
const events = {
  ...rows,
  evidenceViewed: (state: AuthorityState, { actor }: PastEvent): AuthorityState =>
    actor.id === null || state.lookedBy.includes(actor.id)
      ? state
      : { ...state, lookedBy: [...state.lookedBy, actor.id] },
}

export const authorityMachine = {
  initial: NO_AUTHORITY,
  status: ({ status }: AuthorityState) => status,
  commands,
  events,
}

/** @throws CivicError WRONG_STATE, NOT_ALLOWED_NOW, SAME_PERSON, PHOTO_REQUIRED, BAD_INPUT */
export const decideAuthority = <Name extends AuthorityCommand>(
  state: AuthorityState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: AuthorityContext,
) => decide(authorityMachine, state, name, input, context)
export const evolveAuthority = (state: AuthorityState, event: PastEvent): AuthorityState =>
  evolve(authorityMachine, state, event)
export const replayAuthority = (past: readonly PastEvent[]): AuthorityState => replay(authorityMachine, past)

/** How it stands now: what the events say, and what the time has made of it. */
export function standingOf(state: AuthorityState, now: number): AuthorityStanding {
  const { status, codeUntil, from, until } = state
  if (status === 'offered' && codeUntil !== null && now >= codeUntil) return 'lapsed'
  if (status === 'active' && now < from) return 'ahead'
  if (status === 'active' && now >= until) return 'over'
  return status ?? 'ended'
}
