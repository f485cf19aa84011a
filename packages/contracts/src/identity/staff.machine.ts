import type { StaffRole } from '../appeals/appeal.constants.ts'
import { CivicError } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import { isWithin } from './actor.ts'

/** Who works for the city, in which roles, where, and from when until when. Every change is an event. */

export interface StaffGrant {
  /** Its number among this person's grants; never used again. */
  readonly no: number
  readonly role: StaffRole
  readonly areaPath: string
  readonly bodyCode: string | null
  /** Epoch milliseconds; `until` is not included, null is no end. */
  readonly from: number
  readonly until: number | null
}

export interface StaffState {
  readonly status: 'active' | 'off' | null
  readonly version: number
  /** Where the person belongs. */
  readonly areaPath: string
  readonly grants: readonly StaffGrant[]
}
export const NO_STAFF: StaffState = { status: null, version: 0, areaPath: '', grants: [] }

export interface StaffContext {
  readonly now: number
  /** What the administrator administers. */
  readonly areas: readonly string[]
  /** It is the administrator's own account. */
  readonly own: boolean
}

export interface StaffInputs {
  add: { areaPath: string; name: string; phone: string | null }
  rename: { name: string; phone: string | null }
  switchOff: object
  switchOn: object
  grant: Omit<StaffGrant, 'no'>
  endGrant: { no: number; until: number }
  invite: object
  takeInvitation: { factor: 'totp' | 'passkey' }
  /** One's own ways in. */
  changePassword: object
  addPasskey: object
  removePasskey: object
  linkSubject: { issuer: string }
  unlinkSubject: object
}
export type StaffCommand = keyof StaffInputs

type Row<Name extends StaffCommand> = CommandRow<StaffState, StaffContext, StaffInputs[Name], 'administrator' | 'self'>
const by = ['administrator'] as const
/** Nobody widens their own rights or locks themselves out: another administrator does. */
const notOneself = (_: StaffState, { own }: StaffContext) => (own ? ('SAME_PERSON' as const) : null)
/** Whose order it is decides what these two see: without a body they would see nothing. */
const OF_BODY: readonly StaffRole[] = ['handler', 'gridOfficer']

function demandReach(areaPath: string, { areas }: StaffContext): void {
  if (!areas.some((area) => isWithin(areaPath, area)))
    throw new CivicError('FORBIDDEN', { fields: { areaPath: 'outside' } })
}

const overlaps = (a: Pick<StaffGrant, 'from' | 'until'>, b: Pick<StaffGrant, 'from' | 'until'>): boolean =>
  (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until)

const add: Row<'add'> = {
  from: [null],
  by,
  decide(_, { areaPath, name, phone }, context) {
    demandReach(areaPath, context)
    return [{ type: 'added', data: { areaPath }, personal: { name, phone } }]
  },
}
const rename: Row<'rename'> = {
  from: ['active', 'off'],
  by,
  decide: (_, { name, phone }) => [{ type: 'renamed', data: {}, personal: { name, phone } }],
}
const switchOff: Row<'switchOff'> = {
  from: ['active'],
  by,
  refuse: notOneself,
  decide: () => [{ type: 'switchedOff', data: {} }],
}
const switchOn: Row<'switchOn'> = {
  from: ['off'],
  by,
  refuse: notOneself,
  decide: () => [{ type: 'switchedOn', data: {} }],
}
const grant: Row<'grant'> = {
  from: ['active'],
  by,
  refuse: notOneself,
  decide({ grants }, input, context) {
    demandReach(input.areaPath, context)
    // Whom it concerns is said where an integration's own people are, not here.
    if (input.role === 'integrationEngineer') throw new CivicError('BAD_INPUT', { fields: { role: 'ofIntegration' } })
    const ofBody = OF_BODY.includes(input.role)
    if (ofBody !== (input.bodyCode !== null))
      throw new CivicError('BAD_INPUT', { fields: { bodyCode: ofBody ? 'required' : 'unwanted' } })
    // What was done in the past was done without the role: a grant never reaches back.
    const from = Math.max(input.from, context.now)
    if (input.until !== null && input.until <= from)
      throw new CivicError('BAD_INPUT', { fields: { until: 'beforeFrom' } })
    const { role, areaPath, bodyCode, until } = input
    const same = grants.some(
      (held) =>
        held.role === role &&
        held.areaPath === areaPath &&
        held.bodyCode === bodyCode &&
        overlaps(held, { from, until }),
    )
    if (same) throw new CivicError('NOT_ALLOWED_NOW', { fields: { role: 'held' } })
    return [{ type: 'granted', data: { no: grants.length + 1, role, areaPath, bodyCode, from, until } }]
  },
}
const endGrant: Row<'endGrant'> = {
  from: ['active', 'off'],
  by,
  refuse: notOneself,
  decide({ grants }, { no, until }, context) {
    const held = grants.find((one) => one.no === no)
    if (!held) throw new CivicError('BAD_INPUT', { fields: { no: 'unknown' } })
    demandReach(held.areaPath, context)
    if (held.until !== null && held.until <= context.now)
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { no: 'over' } })
    return [{ type: 'grantEnded', data: { no, until: Math.max(until, context.now) } }]
  },
}

/** Whoever hands out a way in could go in by it: only for somebody who may do nothing beyond one's own reach. */
function demandWhole({ areaPath, grants }: StaffState, context: StaffContext): void {
  demandReach(areaPath, context)
  for (const held of grants) if (held.until === null || held.until > context.now) demandReach(held.areaPath, context)
}
const invite: Row<'invite'> = {
  from: ['active'],
  by,
  refuse: notOneself,
  decide(state, _, context) {
    demandWhole(state, context)
    return [{ type: 'invited', data: {} }]
  },
}
const takeInvitation: Row<'takeInvitation'> = {
  from: ['active'],
  by: ['self'],
  refuse: (_, { own }) => (own ? null : 'FORBIDDEN'),
  decide: (_, { factor }) => [{ type: 'invitationTaken', data: { factor } }],
}
/** Nobody else's to change: who has lost their own gets an invitation. */
const oneself = (type: 'passwordChanged' | 'passkeyAdded' | 'passkeyRemoved') => ({
  from: ['active'] as const,
  by: ['self'] as const,
  refuse: (_: StaffState, { own }: StaffContext) => (own ? null : ('FORBIDDEN' as const)),
  decide: () => [{ type, data: {} }],
})
const changePassword: Row<'changePassword'> = oneself('passwordChanged')
const addPasskey: Row<'addPasskey'> = oneself('passkeyAdded')
const removePasskey: Row<'removePasskey'> = oneself('passkeyRemoved')
const linkSubject: Row<'linkSubject'> = {
  from: ['active'],
  by,
  refuse: notOneself,
  decide(state, { issuer }, context) {
    demandWhole(state, context)
    return [{ type: 'subjectLinked', data: { issuer } }]
  },
}
const unlinkSubject: Row<'unlinkSubject'> = {
  from: ['active', 'off'],
  by,
  refuse: notOneself,
  decide(state, _, context) {
    demandReach(state.areaPath, context)
    return [{ type: 'subjectUnlinked', data: {} }]
  },
}

const commands = {
  add,
  rename,
  switchOff,
  switchOn,
  grant,
  endGrant,
  invite,
  takeInvitation,
  changePassword,
  addPasskey,
  removePasskey,
  linkSubject,
  unlinkSubject,
}

/** Data of the events, as `decide` wrote it. */
export interface StaffEventData {
  added: { areaPath: string }
  /** What stood before the chain began: staff of a city that had no administration yet. */
  found: { areaPath: string; active: boolean; grants: readonly StaffGrant[] }
  renamed: object
  switchedOff: object
  switchedOn: object
  granted: StaffGrant
  grantEnded: { no: number; until: number }
  /** What concerns the way in changes no right; the secrets of it stand nowhere in the log. */
  invited: object
  invitationTaken: { factor: 'totp' | 'passkey' }
  passwordChanged: object
  passkeyAdded: object
  passkeyRemoved: object
  subjectLinked: { issuer: string }
  subjectUnlinked: object
}
const events = rowsOfData<StaffState, StaffEventData>({
  added: (state, { areaPath }) => ({ ...state, status: 'active', areaPath }),
  found: (state, { areaPath, active, grants }) => ({ ...state, status: active ? 'active' : 'off', areaPath, grants }),
  renamed: (state) => state,
  invited: (state) => state,
  invitationTaken: (state) => state,
  passwordChanged: (state) => state,
  passkeyAdded: (state) => state,
  passkeyRemoved: (state) => state,
  subjectLinked: (state) => state,
  subjectUnlinked: (state) => state,
  switchedOff: (state) => ({ ...state, status: 'off' }),
  switchedOn: (state) => ({ ...state, status: 'active' }),
  granted: (state, held) => ({ ...state, grants: [...state.grants, held] }),
  grantEnded: (state, { no, until }) => ({
    ...state,
    grants: state.grants.map((held) => (held.no === no ? { ...held, until } : held)),
  }),
})

const staffMachine = { initial: NO_STAFF, status: ({ status }: StaffState) => status, commands, events }

/** @throws CivicError WRONG_STATE, SAME_PERSON, FORBIDDEN, NOT_ALLOWED_NOW, BAD_INPUT */
export const decideStaff = <Name extends StaffCommand>(
  state: StaffState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: StaffContext,
) => decide(staffMachine, state, name, input, context)
export const evolveStaff = (state: StaffState, event: PastEvent): StaffState => evolve(staffMachine, state, event)
export const replayStaff = (past: readonly PastEvent[]): StaffState => replay(staffMachine, past)
