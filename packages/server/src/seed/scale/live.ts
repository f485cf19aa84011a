import {
  appealMachine,
  refusal,
  type Actor,
  type AppealActor,
  type AppealState,
  type SystemActor,
} from '@civicgrid/contracts'
import { decideCommand, decideSubmit, type Act, type AppealCity, type Decided, type Lived } from '../../appeals/bulk.ts'
import { BY_PHONE, BY_PORTAL, deedKey, isTooLate, procedureOf, storyInput } from '../deeds.ts'
import type { Deed, Scene } from '../life.ts'
import { lifeAndBoard } from '../publishing.ts'
import type { Story } from '../story.ts'

const DAY = 86_400_000
const SWEEPER: SystemActor = { kind: 'system', name: 'archive' }
const SYSTEM: AppealActor = { kind: 'system', id: null, role: 'system', bodyCode: null }

/** Lives a story through in memory, until an instant; the same rules decide as in the service. */
export async function live(
  story: Story,
  order: number,
  sentAt: number,
  until: number,
  scene: Scene,
  city: AppealCity,
): Promise<Lived> {
  const { people, dice } = scene
  const sender = story.phoned ? null : dice.pick(people.residents)
  const operator = dice.pick(people.staff('operator', story.areaPath))
  const intake = sender ? BY_PORTAL : BY_PHONE
  const input = storyInput(story, [], sender ? null : dice.pick(people.callers))
  const place = city.place(input.place)
  const actor = sender ?? operator
  const first: Act = {
    actor,
    procedure: intake.procedure,
    idempotencyKey: deedKey(order, 1),
    wire: null,
    decided: decideSubmit(city, intake, actor, input, place, sentAt),
    at: sentAt,
  }
  const acts: [Act, ...Act[]] = [first]
  const deeds = lifeAndBoard(story, sender, sentAt, scene)
  for (let step = await deeds.next(true); !step.done && step.value.at <= until;) {
    const deed = step.value
    const decided = attempt(city, stateOf(acts), deed)
    if (decided)
      acts.push({
        actor: deed.by,
        procedure: procedureOf(deed),
        idempotencyKey: deedKey(order, acts.length + 1),
        wire: deed.input,
        decided,
        at: deed.at,
      })
    step = await deeds.next(decided !== null)
  }
  const archived = archive(city, acts, until)
  if (archived) acts.push(archived)
  return { intake, input, place, acts }
}

const stateOf = (acts: readonly Act[]): AppealState => {
  const last = acts.at(-1)
  if (!last) throw new Error('an appeal begins with its submission')
  return last.decided.state
}

function attempt(city: AppealCity, state: AppealState, deed: Deed): Decided | null {
  try {
    // The table of deeds ties each input to its command; the union of them all is too wide for the compiler.
    const input = { ...deed.input, code: '', expectedVersion: state.version } as Parameters<typeof decideCommand>[4]
    return decideCommand(city, state, deed.by as Actor, deed.command, input, deed.at)
  } catch (error) {
    if (isTooLate(error)) return null
    throw error
  }
}

/** The nightly sweep, on the first night on which it may. */
function archive(city: AppealCity, acts: readonly Act[], until: number): Act | null {
  const last = acts.at(-1)
  if (!last) return null
  const { state } = last.decided
  const rules = city.rules(state)
  for (const days of [1, city.archiveAfterDays + 1]) {
    const at = last.at + days * DAY
    const context = { now: at, actor: SYSTEM, calendar: city.calendar, rules }
    if (at > until || refusal(appealMachine, state, 'archive', context)) continue
    const decided = decideCommand(city, state, SWEEPER, 'archive', { code: '', expectedVersion: state.version }, at)
    // The service names the appeal's code here; it is not known yet, and a key only has to be new.
    return {
      actor: SWEEPER,
      procedure: 'workOrders.archive',
      idempotencyKey: `archive-${acts[0]?.idempotencyKey}`,
      wire: {},
      decided,
      at,
    }
  }
  return null
}
