import { isWithin } from '../identity/actor.ts'
import { CivicError } from '../kernel/errors.ts'
import { decide, evolve, replay, rowsOfData, type CommandRow, type InputOf, type PastEvent } from '../kernel/machine.ts'
import type { BodyKind, CityText } from './city.constants.ts'

/**
 * What administrators change of the city's bodies. The city's folder stays the first source: of a body that stands there
 * only what was changed is kept, so that the rest goes on following the folder.
 */

/** When a body takes no new work; `until` is not included, null is no end. Epoch milliseconds. */
export interface BodyPause {
  readonly from: number
  readonly until: number | null
}
/** What a body that the folder does not know is made of. */
export interface AddedBody {
  readonly kind: BodyKind
  readonly areaPaths: readonly string[]
  readonly outsourced: boolean
}
export interface BodyState {
  readonly status: 'known' | null
  readonly version: number
  /** Null: one of the folder's. */
  readonly added: AddedBody | null
  /** Null: as the folder has it. */
  readonly name: CityText | null
  /** Null: as the folder has it; empty: none. */
  readonly phone: string | null
  /** From when an added one takes work; null: always. */
  readonly from: number | null
  readonly off: BodyPause | null
}
export const NO_BODY: BodyState = {
  status: null,
  version: 0,
  added: null,
  name: null,
  phone: null,
  from: null,
  off: null,
}
/** One of the folder's, of which nothing was changed yet. */
export const FOLDER_BODY: BodyState = { ...NO_BODY, status: 'known' }

export interface BodyContext {
  readonly now: number
  /** What the administrator administers. */
  readonly areas: readonly string[]
  /** Where the body serves. */
  readonly serves: readonly string[]
  /** How it is called and reached now. */
  readonly shown: { readonly name: CityText; readonly phone: string | null }
}
export interface BodyInputs {
  add: AddedBody & { name: CityText; phone: string | null; from: number }
  change: { name: CityText; phone: string | null }
  switchOff: BodyPause
  switchOn: object
}
export type BodyCommand = keyof BodyInputs

type Row<Name extends BodyCommand> = CommandRow<BodyState, BodyContext, BodyInputs[Name], 'administrator'>
const by = ['administrator'] as const
/** Who administers a part of where a body serves does not administer the body. */
const ofOwnAreas = (_: BodyState, { areas, serves }: BodyContext) =>
  serves.every((path) => areas.some((area) => isWithin(path, area))) ? null : ('FORBIDDEN' as const)

/** Whether a body takes new work at an instant: may be dispatched to, own, and be worked for. */
export const bodyHolds = ({ from, off }: Pick<BodyState, 'from' | 'off'>, now: number): boolean =>
  (from === null || from <= now) && !(off !== null && off.from <= now && (off.until === null || now < off.until))

const add: Row<'add'> = {
  from: [null],
  by,
  refuse: ofOwnAreas,
  // What was dispatched before could not go to it: a body never reaches back.
  decide: (_, { from, ...input }, { now }) => [{ type: 'bodyAdded', data: { ...input, from: Math.max(from, now) } }],
}
const change: Row<'change'> = {
  from: ['known'],
  by,
  refuse: ofOwnAreas,
  decide(_, { name, phone }, { shown }) {
    const renamed = name['zh-CN'] !== shown.name['zh-CN'] || name.en !== shown.name.en
    const data = { ...(renamed ? { name } : {}), ...(phone === shown.phone ? {} : { phone: phone ?? '' }) }
    if (Object.keys(data).length === 0) throw new CivicError('BAD_INPUT', { fields: { name: 'unchanged' } })
    return [{ type: 'bodyChanged', data }]
  },
}
const switchOff: Row<'switchOff'> = {
  from: ['known'],
  by,
  refuse: ofOwnAreas,
  decide(_, input, { now }) {
    const from = Math.max(input.from, now)
    if (input.until !== null && input.until <= from)
      throw new CivicError('BAD_INPUT', { fields: { until: 'beforeFrom' } })
    return [{ type: 'bodySwitchedOff', data: { from, until: input.until } }]
  },
}
const switchOn: Row<'switchOn'> = {
  from: ['known'],
  by,
  refuse(state, context) {
    const over = state.off === null || (state.off.until !== null && state.off.until <= context.now)
    return ofOwnAreas(state, context) ?? (over ? 'NOT_ALLOWED_NOW' : null)
  },
  decide: () => [{ type: 'bodySwitchedOn', data: {} }],
}
const commands = { add, change, switchOff, switchOn }

/** Data of the events, as `decide` wrote it. */
export interface BodyEventData {
  bodyAdded: BodyInputs['add']
  /** One of the folder's, whose chain begins with its first change. */
  bodyFound: object
  bodyChanged: { name?: CityText; phone?: string }
  bodySwitchedOff: BodyPause
  bodySwitchedOn: object
}
const events = rowsOfData<BodyState, BodyEventData>({
  bodyAdded: (state, { kind, areaPaths, outsourced, name, phone, from }) => ({
    ...state,
    status: 'known',
    added: { kind, areaPaths, outsourced },
    name,
    phone: phone ?? '',
    from,
  }),
  bodyFound: (state) => ({ ...state, status: 'known' }),
  bodyChanged: (state, { name = state.name, phone = state.phone }) => ({ ...state, name, phone }),
  bodySwitchedOff: (state, off) => ({ ...state, off }),
  bodySwitchedOn: (state) => ({ ...state, off: null }),
})

const bodyMachine = { initial: NO_BODY, status: ({ status }: BodyState) => status, commands, events }

/** @throws CivicError FORBIDDEN, WRONG_STATE, NOT_ALLOWED_NOW, BAD_INPUT */
export const decideBody = <Name extends BodyCommand>(
  state: BodyState,
  name: Name,
  input: InputOf<typeof commands, Name>,
  context: BodyContext,
) => decide(bodyMachine, state, name, input, context)
export const evolveBody = (state: BodyState, event: PastEvent): BodyState => evolve(bodyMachine, state, event)
export const replayBody = (past: readonly PastEvent[]): BodyState => replay(bodyMachine, past)
