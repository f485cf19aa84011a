import {
  CivicError,
  EVENT_STEPS,
  eventStepOf,
  mayRead,
  nextDueAt,
  OPEN_STATUSES,
  parseCode,
  type Actor,
  type AppealEventType,
  type AppealState,
} from '@civicgrid/contracts'
import {
  decideCommand,
  decideSubmit,
  deskItemOf,
  dueColumn,
  iso,
  isoOrNull,
  itemOf,
  progressOf,
  workOrderOf,
  type AppealEvent,
  type StandingCommand,
  type ViewContext,
} from '@civicgrid/server/rules'
import type { Chance } from './chance.ts'
import type { LoadedMock, MockPerson } from './city.ts'
import type { MockFiles } from './files.ts'

type Shown = Parameters<typeof progressOf>[0]
type SubmitInput = Parameters<typeof decideSubmit>[3]
type WireInput<Command extends StandingCommand> = Parameters<typeof decideCommand<Command>>[4]
type Decided = ReturnType<typeof decideSubmit>

/** One appeal of the mock: its row and its log. */
export interface Kept {
  shown: Shown
  readonly log: AppealEvent[]
  readonly contact: { name: string | null; phone: string | null } | null
}

const notThere = () => new CivicError('NOT_FOUND', { message: 'no such appeal' })

export interface AppealParts {
  readonly city: LoadedMock
  readonly files: MockFiles
  readonly chance: Chance
  readonly now: () => number
}

/** Every appeal of the mock. Decisions and views are the server's own; only where they are kept is another. */
export function createAppeals({ city: { appeals: city, people }, files, chance, now }: AppealParts) {
  const kept = new Map<string, Kept>()
  const followers = new Set<() => void>()
  const persons = [...people.values()]
  const names = new Map(persons.map(({ actor, name }) => [actor.id, name]))

  function find(actor: Actor, typed: string): Kept {
    const code = parseCode(typed)
    if (code === null) throw new CivicError('CODE_INVALID', { fields: { code: 'format' } })
    const found = kept.get(code)
    if (!found || !mayRead(found.shown.state, actor, now())) throw notThere()
    return found
  }

  /** Who reads, and whether they see what stays inside the desk. */
  function contextOf({ shown }: Kept, caller: Actor): ViewContext {
    const inside = caller.kind === 'staff'
    const { photo } = files
    const acting = null
    return {
      city,
      text: shown.text,
      photo,
      recording: () => null,
      names: inside ? names : new Map<number, string>(),
      inside,
      guarded: false,
      now: now(),
      caller,
      acting,
    }
  }

  function write(one: Kept, { drafts, acting, state }: Decided): void {
    const at = now()
    for (const { type, data, personal } of drafts)
      one.log.push({
        type,
        data,
        personal: personal ?? null,
        seq: one.log.length + 1,
        at,
        actor: acting,
        visibility: EVENT_STEPS[type as AppealEventType].visibility,
      })
    const aside = drafts.every(({ type }) => eventStepOf(type)?.aside)
    one.shown = { ...one.shown, state, updatedAt: aside ? one.shown.updatedAt : at }
    for (const tell of followers) tell()
  }

  const receiptOf = ({ shown: { code, state } }: Kept) => ({
    code,
    version: state.version,
    status: state.status ?? '',
    at: iso(now()),
    dueAt: isoOrNull(nextDueAt(state)),
  })

  function demandVersion({ shown: { state }, log }: Kept, expected: number, actor: Actor): void {
    const since = log.filter(({ seq, type }) => seq > expected && !eventStepOf(type)?.aside)
    if (expected === state.version || (expected < state.version && since.length === 0)) return
    const seen = since.filter(({ visibility }) => actor.kind !== 'resident' || visibility !== 'staff')
    const events = seen.map(({ seq, type, at, actor: by }) => ({ seq, type, at: iso(at), actorRole: by.role }))
    throw new CivicError('VERSION_CONFLICT', { changes: { version: state.version, events } })
  }

  const source = ({ shown }: Kept) => ({ ...shown, dueAt: dueColumn(shown.state) })
  const newest = () => [...kept.values()].reverse()
  const isOpen = ({ status }: AppealState) => OPEN_STATUSES.some((open) => open === status)

  return {
    submit(person: MockPerson, channel: 'portal' | 'phone' | 'desk', input: SubmitInput) {
      city.leaf(input.category)
      const place = city.place(input.place)
      files.demand(input.photos, person, city.photosMax)
      const intake = { procedure: 'appeals.submit', channel }
      const decided = decideSubmit(city, intake, person.actor, input, place, now())
      const code = chance.code()
      const one: Kept = {
        shown: {
          id: kept.size + 1,
          code,
          subjectId: 0,
          text: input.text,
          address: input.place.address || null,
          lng: place.point?.lng ?? null,
          lat: place.point?.lat ?? null,
          accuracy: place.point?.accuracy ?? null,
          updatedAt: now(),
          pressed: null,
          state: decided.state,
        },
        log: [],
        contact: input.contact ? { name: input.contact.name || null, phone: input.contact.phone || null } : null,
      }
      kept.set(code, one)
      write(one, decided)
      return receiptOf(one)
    },

    give<Command extends StandingCommand>(person: MockPerson, command: Command, input: WireInput<Command>) {
      const one = find(person.actor, input.code)
      if ('photos' in input && Array.isArray(input.photos)) files.demand(input.photos, person, city.photosMax)
      demandVersion(one, input.expectedVersion, person.actor)
      write(one, decideCommand(city, one.shown.state, person.actor, command, input, now()))
      return receiptOf(one)
    },

    progress(actor: Actor, code: string) {
      const one = find(actor, code)
      return progressOf(one.shown, one.log, contextOf(one, actor))
    },

    workOrder(actor: Actor, code: string) {
      const one = find(actor, code)
      const hasContact = one.contact !== null || one.shown.state.residentId !== null
      return workOrderOf(one.shown, one.log, contextOf(one, actor), hasContact)
    },

    /** Whom to call: what was left with it, or the account's own. */
    contactOf(code: string): { name: string | null; phone: string | null } {
      const one = kept.get(parseCode(code) ?? '')
      const owner = persons.find(({ actor }) => actor.kind === 'resident' && actor.id === one?.shown.state.residentId)
      return one?.contact ?? { name: owner?.name ?? null, phone: owner?.phone ?? null }
    },

    mine: (residentId: number, open: boolean) =>
      newest()
        .filter(({ shown: { state } }) => state.residentId === residentId && (!open || isOpen(state)))
        .map((one) => itemOf(source(one), city, now())),

    /** What the caller may read at the desk, the newest first. */
    desk: (actor: Actor, holds: (state: AppealState) => boolean) =>
      newest()
        .filter(({ shown: { state } }) => mayRead(state, actor, now()) && holds(state))
        .map((one) => deskItemOf(source(one), city, now())),

    /** What the desk's script goes by. @throws CivicError CODE_INVALID, NOT_FOUND */
    stateOf: (code: string) => find({ kind: 'system', name: 'script' }, code).shown.state,
    /** When the desk last did something, or when it was sent (again): what residents add meanwhile delays nobody. */
    lastStepAt(code: string): number {
      const { log, shown } = find({ kind: 'system', name: 'script' }, code)
      const step = log.findLast(({ type, actor }) => actor.kind === 'staff' || type === 'rehandled')
      return step?.at ?? shown.state.submittedAt
    },
    codes: () => [...kept.keys()],
    /** All of them, the newest first, for what is asked by people whose they are not. */
    all: (): readonly Kept[] => newest(),
    /** What was decided elsewhere by the same machine. */
    write,
    /** The version that somebody may read now. @throws CivicError NOT_FOUND, CODE_INVALID */
    positionOf: (actor: Actor, code: string): number => find(actor, code).shown.state.version,
    /** @returns a function that stops it */
    follow(told: () => void): () => void {
      followers.add(told)
      return () => void followers.delete(told)
    },
    clear: () => kept.clear(),
  }
}

export type MockAppeals = ReturnType<typeof createAppeals>
