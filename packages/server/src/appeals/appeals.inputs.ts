import type { AppealCommand, AppealInputs, AppealState, residentInputs, staffInputs } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { AppealCity } from './appeals.context.ts'

/** What each command on a standing appeal takes over the wire, checked for form. */
type Wire = Omit<typeof residentInputs, 'mine'> & typeof staffInputs
/** Given on an appeal by its code; neighbours have commands of their own (appeals.joins.service.ts), and so has who adopts one; what a check gave comes from no wire. */
export type StandingCommand = Exclude<AppealCommand, 'submit' | 'join' | 'answerJoined' | 'adopt' | 'recordCheck'>
export type WireInput<Command extends StandingCommand> = z.output<Wire[Command]>

type Rows = {
  readonly [Command in StandingCommand]: (
    wire: WireInput<Command>,
    state: AppealState,
    city: AppealCity,
  ) => AppealInputs[Command]
}

const nothing = (): object => ({})

/** From the wire to the machine: names are looked up in the city, instants become numbers. Only this differs by command. */
const rows: Rows = {
  accept: nothing,
  decline: ({ ground, text }) => ({ ground, text }),
  classify({ kind, category }, _, city) {
    city.leaf(category)
    return { kind, category }
  },
  answer: ({ outcome, text, photos }) => ({ outcome, text, photos }),
  dispatch: ({ bodyCode, note }, state, city) => ({
    bodyCode,
    bodyIsGrid: city.bodyFor(bodyCode, state.areaPath).kind === 'grid',
    note,
  }),
  take: nothing,
  bounce: ({ ground, note }) => ({ ground, note }),
  ruleBounce: ({ uphold, note }) => ({ uphold, note }),
  requestExtension: ({ reason, days, note }) => ({ reason, days, note }),
  ruleExtension: ({ grant, note }) => ({ grant, note }),
  contact: ({ result, means, agreedAt, note }) => ({
    result,
    means,
    agreedAt: agreedAt ? Date.parse(agreedAt) : null,
    note,
  }),
  viewContact: nothing,
  giveFeedback: ({ outcome, text, photos }) => ({ outcome, text, photos }),
  verifyOnSite: ({ passed, photos, note }) => ({ passed, photos, note }),
  reviewFeedback: ({ pass, note }) => ({ pass, note }),
  rate: ({ satisfaction, solved, text, photos }) => ({ satisfaction, solved, text, photos }),
  rehandle: ({ text, photos }) => ({ text, photos }),
  supplement: ({ text, photos }) => ({ text, photos }),
  urge: nothing,
  withdraw: ({ text }) => ({ text }),
  archive: nothing,
  publish: ({ text, reply, pictures, pairs, place }) => ({ text, reply, pictures, pairs, place }),
  unpublish: ({ ground, note }) => ({ ground: ground ?? null, note }),
  reportPressure: ({ text }) => ({ text }),
  settlePressure: ({ text }) => ({ text }),
  passContent: ({ text }) => ({ text }),
}

export function machineInput<Command extends StandingCommand>(
  command: Command,
  wire: WireInput<Command>,
  state: AppealState,
  city: AppealCity,
): AppealInputs[Command] {
  return rows[command](wire, state, city)
}

/** Photos that come with a command, whichever it is. */
export function photosIn(input: object): readonly string[] {
  return 'photos' in input && Array.isArray(input.photos) ? input.photos : []
}
