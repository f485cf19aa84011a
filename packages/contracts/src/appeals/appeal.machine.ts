import * as machine from '../kernel/machine.ts'
import type { EventDraft, Machine, PastEvent } from '../kernel/machine.ts'
import type { AppealCommand, AppealInputs } from './appeal.commands.ts'
import type { ActorRole } from './appeal.constants.ts'
import type { AppealContext } from './appeal.context.ts'
import { APPEAL_EVENTS } from './appeal.events.ts'
import { ADOPT } from './appeal.adopt.ts'
import { CHECK } from './appeal.check.ts'
import { HANDLING } from './appeal.handling.ts'
import { INTAKE } from './appeal.intake.ts'
import { PUBLICATION } from './appeal.publication.ts'
import { JOIN } from './appeal.join.ts'
import { SAY } from './appeal.say.ts'
import { NO_APPEAL, type AppealState } from './appeal.state.ts'

const commands = { ...INTAKE, ...HANDLING, ...SAY, ...JOIN, ...PUBLICATION, ...CHECK, ...ADOPT }

/** The closed loop of an appeal and its work order: the one place with every rule of order. */
export const appealMachine: Machine<AppealState, AppealContext, ActorRole, typeof commands, typeof APPEAL_EVENTS> = {
  initial: NO_APPEAL,
  status: (state) => state.status,
  commands,
  events: APPEAL_EVENTS,
}

export const APPEAL_COMMANDS = Object.keys(commands) as readonly AppealCommand[]

/** @see machine.decide */
export const decideAppeal = <Command extends AppealCommand>(
  state: AppealState,
  command: Command,
  input: AppealInputs[Command],
  context: AppealContext,
): readonly EventDraft[] =>
  machine.decide(appealMachine, state, command, input as machine.InputOf<typeof commands, Command>, context)

/** @see machine.evolve */
export const evolveAppeal = (state: AppealState, event: PastEvent): AppealState =>
  machine.evolve(appealMachine, state, event)

/** @see machine.replay */
export const replayAppeal = (events: readonly PastEvent[]): AppealState => machine.replay(appealMachine, events)
