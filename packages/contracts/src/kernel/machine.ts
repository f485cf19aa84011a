import { CivicError, type ErrorCode } from './errors.ts'

/**
 * A state machine as two tables: what each command does (`commands`) and what each event changes (`events`).
 * It has no I/O: the same state, command and context give the same events, and replaying the events gives the state.
 * A capability grows by adding rows; `extendMachine` shows that none of the standing rows need to change.
 */
export interface EventDraft {
  readonly type: string
  /** Facts without personal data; stored in the clear. */
  readonly data: object
  /** What a person said or is called; encrypted by the subject's key, gone after an erasure. */
  readonly personal?: object | undefined
}

/** An event as the log gives it back. */
export interface PastEvent {
  readonly type: string
  readonly seq: number
  readonly at: number
  readonly actor: { readonly kind: string; readonly id: number | null; readonly role: string | null }
  readonly data: object
}

export interface CommandRow<State, Context, Input, Role extends string> {
  /** Statuses in which the command may be given; null is "does not exist yet". */
  readonly from: readonly (string | null)[]
  /** Who may give it; the policy finds the role under which an actor acts. */
  readonly by: readonly Role[]
  /** What stands against it whatever the input says; `allowedActions` asks this too. */
  readonly refuse?: (state: State, context: Context) => ErrorCode | null
  /** The events it makes; throws a CivicError when the input does not fit. */
  readonly decide: (state: State, input: Input, context: Context) => readonly EventDraft[]
}

export type EventRow<State> = (state: State, event: PastEvent) => State

/** Every state says which event it ends with; `evolve` keeps that, not the rows. */
export interface Versioned {
  readonly version: number
}

/** The tables hold rows of many input types (`never` takes them all); only `decide` of a row reads its own. */
export type CommandRows<State, Context, Role extends string> = Readonly<
  Record<string, CommandRow<State, Context, never, Role>>
>
export type EventRows<State> = Readonly<Record<string, EventRow<State>>>

/**
 * Rows that read the data of their own events, as `decide` wrote it.
 * @param rows what each type of event makes of a state; `Data` names the data by type
 */
export function rowsOfData<State, Data extends object>(rows: {
  [Type in keyof Data]: (state: State, data: Data[Type]) => State
}): Record<keyof Data, EventRow<State>> {
  return Object.fromEntries(
    Object.entries<(state: State, data: never) => State>(rows).map(([type, row]) => [
      type,
      (state: State, event: PastEvent) => row(state, event.data as never),
    ]),
  ) as Record<keyof Data, EventRow<State>>
}

export interface Machine<State extends Versioned, Context, Role extends string, Commands, Events> {
  readonly initial: State
  readonly status: (state: State) => string | null
  readonly commands: Commands & CommandRows<State, Context, Role>
  readonly events: Events & EventRows<State>
}

export type InputOf<Commands, Name extends keyof Commands> = Commands[Name] extends {
  decide: (state: never, input: infer Input, context: never) => readonly EventDraft[]
}
  ? Input
  : never

/** Adds rows to a machine; a name that already stands is refused. */
export function extendMachine<
  State extends Versioned,
  Context,
  Role extends string,
  C,
  E,
  C2 extends CommandRows<State, Context, Role>,
  E2 extends EventRows<State>,
>(
  machine: Machine<State, Context, Role, C, E>,
  added: { commands: C2; events: E2 },
): Machine<State, Context, Role, C & C2, E & E2> {
  for (const name of [...Object.keys(added.commands), ...Object.keys(added.events)])
    if (name in machine.commands || name in machine.events) throw new TypeError(`${name} stands already`)
  return {
    ...machine,
    commands: { ...machine.commands, ...added.commands },
    events: { ...machine.events, ...added.events },
  }
}

function rowOf<State extends Versioned, Context, Role extends string, C, E>(
  machine: Machine<State, Context, Role, C, E>,
  command: keyof C & string,
): CommandRow<State, Context, never, Role> {
  const rows: CommandRows<State, Context, Role> = machine.commands
  const row = rows[command]
  if (!row) throw new TypeError(`${command} is no command of this machine`)
  return row
}

/** Why the command cannot be given in this state, whatever its input; null when it can. */
export function refusal<State extends Versioned, Context, Role extends string, C, E>(
  machine: Machine<State, Context, Role, C, E>,
  state: State,
  command: keyof C & string,
  context: Context,
): ErrorCode | null {
  const row = rowOf(machine, command)
  if (!row.from.includes(machine.status(state))) return 'WRONG_STATE'
  return row.refuse?.(state, context) ?? null
}

/**
 * The events a command makes.
 * @throws CivicError WRONG_STATE, the row's own refusal, or what its input deserves. Nothing is changed by throwing.
 */
export function decide<State extends Versioned, Context, Role extends string, C, E, Name extends keyof C & string>(
  machine: Machine<State, Context, Role, C, E>,
  state: State,
  command: Name,
  input: InputOf<C, Name>,
  context: Context,
): readonly EventDraft[] {
  const refused = refusal(machine, state, command, context)
  if (refused) throw new CivicError(refused, { message: `${command} is refused: ${refused}` })
  return rowOf(machine, command).decide(state, input as never, context)
}

/** The state after an event. One this build does not know moves only the version: an older replica keeps working. */
export function evolve<State extends Versioned, Context, Role extends string, C, E>(
  machine: Machine<State, Context, Role, C, E>,
  state: State,
  event: PastEvent,
): State {
  const rows: EventRows<State> = machine.events
  const next = rows[event.type]?.(state, event) ?? state
  return { ...next, version: event.seq }
}

/** The state that the whole history gives. */
export function replay<State extends Versioned, Context, Role extends string, C, E>(
  machine: Machine<State, Context, Role, C, E>,
  events: readonly PastEvent[],
): State {
  return events.reduce((state, event) => evolve(machine, state, event), machine.initial)
}
