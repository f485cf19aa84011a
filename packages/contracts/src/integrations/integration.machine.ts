import { CivicError } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import { INTEGRATION_KEYS_MAX } from './integration.constants.ts'
import { ENGINEERS_MAX, KEY_OVERLAP_DAYS_MAX, type IntegrationRole } from './integration.life.constants.ts'
import {
  NO_INTEGRATION,
  type BothLanguages,
  type IntegrationContext,
  type IntegrationKey,
  type IntegrationState,
} from './integration.state.ts'

/** The life of a third-party service here: what it is called and for, where it is, how it proves itself, and its end. */

export interface IntegrationInputs {
  register: { readonly areaPath: string; readonly name: BothLanguages; readonly operator: string }
  describe: { readonly name: BothLanguages; readonly operator: string; readonly purpose: BothLanguages }
  setAddresses: { readonly redirects: readonly string[]; readonly origins: readonly string[] }
  setJwksUri: { readonly jwksUri: string | null }
  demandPushed: object
  allowUnpushed: object
  addKey: { readonly kid: string }
  /** `until` is when it stops holding; now or past: at once. */
  retireKey: { readonly kid: string; readonly until: number }
  addEngineer: { readonly staffId: number }
  removeEngineer: { readonly staffId: number }
  activate: object
  suspend: { readonly reason: string }
  resume: object
  close: { readonly reason: string }
}
export type IntegrationCommand = keyof IntegrationInputs

type Row<Name extends IntegrationCommand> = CommandRow<
  IntegrationState,
  IntegrationContext,
  IntegrationInputs[Name],
  IntegrationRole
>
const DAY = 86_400_000
const OPEN = ['draft', 'active', 'suspended'] as const
const BOTH = ['administrator', 'engineer', 'system'] as const
const CITY = ['administrator', 'system'] as const

export const keyHolds = ({ from, until }: IntegrationKey, now: number): boolean =>
  from <= now && (until === null || now < until)

const register: Row<'register'> = {
  from: [null],
  by: CITY,
  decide: (_, { areaPath, name, operator }) => [{ type: 'registered', data: { areaPath, name, operator } }],
}

const describe: Row<'describe'> = {
  from: OPEN,
  by: BOTH,
  // Residents agree to what they read there: once it is at work, nobody but the city changes what it is called and for.
  refuse: ({ status }, { role }) => (role === 'engineer' && status !== 'draft' ? 'NOT_ALLOWED_NOW' : null),
  decide: (_, { name, operator, purpose }) => [{ type: 'described', data: { name, operator, purpose } }],
}

const setAddresses: Row<'setAddresses'> = {
  from: OPEN,
  by: BOTH,
  decide: (_, { redirects, origins }) => [
    { type: 'addressesSet', data: { redirects: [...new Set(redirects)], origins: [...new Set(origins)] } },
  ],
}

const setJwksUri: Row<'setJwksUri'> = {
  from: OPEN,
  by: BOTH,
  decide: (_, { jwksUri }) => [{ type: 'jwksUriSet', data: { jwksUri } }],
}

/** From then on a request for consent is good only where its own server pushed it: nobody in between can have changed it. */
const demandPushed: Row<'demandPushed'> = {
  from: OPEN,
  by: BOTH,
  refuse: ({ pushedOnly }) => (pushedOnly ? 'NOT_ALLOWED_NOW' : null),
  decide: () => [{ type: 'pushedDemanded', data: {} }],
}

/** What the city may have demanded a partner does not lift. */
const allowUnpushed: Row<'allowUnpushed'> = {
  from: OPEN,
  by: CITY,
  refuse: ({ pushedOnly }) => (pushedOnly ? null : 'NOT_ALLOWED_NOW'),
  decide: () => [{ type: 'unpushedAllowed', data: {} }],
}

const addKey: Row<'addKey'> = {
  from: OPEN,
  by: BOTH,
  decide({ keys }, { kid }, { now }) {
    // Never the same name twice, even after its end: what was signed with the old one must not seem signed with the new.
    if (keys.some((one) => one.kid === kid)) throw new CivicError('BAD_INPUT', { fields: { kid: 'taken' } })
    if (keys.filter(({ until }) => until === null || until > now).length >= INTEGRATION_KEYS_MAX)
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { kid: 'tooMany' } })
    return [{ type: 'keyAdded', data: { kid, from: now } }]
  },
}

const retireKey: Row<'retireKey'> = {
  from: OPEN,
  by: BOTH,
  decide({ keys }, { kid, until: asked }, { now }) {
    const key = keys.find((one) => one.kid === kid)
    if (!key) throw new CivicError('BAD_INPUT', { fields: { kid: 'unknown' } })
    const until = Math.max(asked, now)
    if (key.until !== null && key.until <= until)
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { kid: 'retired' } })
    if (until > now + KEY_OVERLAP_DAYS_MAX * DAY) throw new CivicError('BAD_INPUT', { fields: { until: 'tooLong' } })
    return [{ type: 'keyRetired', data: { kid, until } }]
  },
}

const addEngineer: Row<'addEngineer'> = {
  from: OPEN,
  by: ['administrator'],
  refuse: ({ engineers }) => (engineers.length >= ENGINEERS_MAX ? 'NOT_ALLOWED_NOW' : null),
  decide: (_, { staffId }) => [{ type: 'engineerAdded', data: { staffId } }],
}

const removeEngineer: Row<'removeEngineer'> = {
  from: ['draft', 'active', 'suspended', 'closed'],
  by: ['administrator'],
  decide({ engineers }, { staffId }) {
    if (!engineers.includes(staffId)) throw new CivicError('NOT_FOUND', { message: 'no engineer of it' })
    return [{ type: 'engineerRemoved', data: { staffId } }]
  },
}

/** What is missing before it can be at work. */
export function missingBefore({ purpose, jwksUri, keys }: IntegrationState, now: number): ('purpose' | 'keys')[] {
  const provable = jwksUri !== null || keys.some((key) => keyHolds(key, now))
  return [...(purpose === null ? (['purpose'] as const) : []), ...(provable ? [] : (['keys'] as const))]
}

const activate: Row<'activate'> = {
  from: ['draft'],
  by: CITY,
  refuse: (state, { now }) => (missingBefore(state, now).length > 0 ? 'NOT_ALLOWED_NOW' : null),
  decide: () => [{ type: 'activated', data: {} }],
}

const suspend: Row<'suspend'> = {
  from: ['active'],
  by: ['administrator'],
  decide: (_, { reason }) => [{ type: 'suspended', data: { reason } }],
}

const resume: Row<'resume'> = {
  from: ['suspended'],
  by: ['administrator'],
  decide: () => [{ type: 'resumed', data: {} }],
}

/** Either side may, and there is no way back. */
const close: Row<'close'> = {
  from: OPEN,
  by: ['administrator', 'engineer'],
  decide: (_, { reason }) => [{ type: 'closed', data: { reason } }],
}

const commands = {
  register,
  describe,
  setAddresses,
  setJwksUri,
  demandPushed,
  allowUnpushed,
  addKey,
  retireKey,
  addEngineer,
  removeEngineer,
  activate,
  suspend,
  resume,
  close,
}
export const INTEGRATION_COMMANDS = Object.keys(commands) as readonly IntegrationCommand[]

/** Data of the events, as `decide` wrote it. */
export interface IntegrationEventData {
  registered: IntegrationInputs['register']
  described: IntegrationInputs['describe']
  addressesSet: IntegrationInputs['setAddresses']
  jwksUriSet: IntegrationInputs['setJwksUri']
  pushedDemanded: object
  unpushedAllowed: object
  keyAdded: { readonly kid: string; readonly from: number }
  keyRetired: { readonly kid: string; readonly until: number }
  engineerAdded: { readonly staffId: number }
  engineerRemoved: { readonly staffId: number }
  activated: object
  suspended: { readonly reason: string }
  resumed: object
  closed: { readonly reason: string }
}
const events = rowsOfData<IntegrationState, IntegrationEventData>({
  registered: (state, facts) => ({ ...state, ...facts, status: 'draft' }),
  described: (state, facts) => ({ ...state, ...facts }),
  addressesSet: (state, { redirects, origins }) => ({ ...state, redirects, origins }),
  jwksUriSet: (state, { jwksUri }) => ({ ...state, jwksUri }),
  pushedDemanded: (state) => ({ ...state, pushedOnly: true }),
  unpushedAllowed: (state) => ({ ...state, pushedOnly: false }),
  keyAdded: (state, { kid, from }) => ({ ...state, keys: [...state.keys, { kid, from, until: null }] }),
  keyRetired: (state, { kid, until }) => ({
    ...state,
    keys: state.keys.map((key) => (key.kid === kid ? { ...key, until } : key)),
  }),
  engineerAdded: (state, { staffId }) => ({ ...state, engineers: [...state.engineers, staffId] }),
  engineerRemoved: (state, { staffId }) => ({ ...state, engineers: state.engineers.filter((id) => id !== staffId) }),
  activated: (state) => ({ ...state, status: 'active' }),
  suspended: (state) => ({ ...state, status: 'suspended' }),
  resumed: (state) => ({ ...state, status: 'active' }),
  closed: (state) => ({ ...state, status: 'closed' }),
})

export const integrationMachine = {
  initial: NO_INTEGRATION,
  status: ({ status }: IntegrationState) => status,
  commands,
  events,
}

/** @throws CivicError WRONG_STATE, NOT_ALLOWED_NOW, BAD_INPUT */
export const decideIntegration = <Name extends IntegrationCommand>(
  state: IntegrationState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: IntegrationContext,
) => decide(integrationMachine, state, name, input, context)
export const evolveIntegration = (state: IntegrationState, event: PastEvent): IntegrationState =>
  evolve(integrationMachine, state, event)
export const replayIntegration = (past: readonly PastEvent[]): IntegrationState => replay(integrationMachine, past)
