import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import type { StandingCommand, WireInput } from '../appeals/index.ts'
import type { LoadedCity } from '../city/index.ts'
import type { Dice } from './dice.ts'
import type { SeededPeople } from './people.ts'
import { leafOf, type Story } from './story.ts'
import { atWork } from './working-time.ts'

/** Something that somebody does on an appeal at a time of the demo's past. */
export type Deed = {
  [Command in StandingCommand]: {
    readonly at: number
    readonly by: ResidentActor | StaffActor
    readonly command: Command
    readonly input: Omit<WireInput<Command>, 'code' | 'expectedVersion'>
  }
}[StandingCommand]

export interface Scene {
  readonly city: LoadedCity
  readonly people: SeededPeople
  readonly dice: Dice
  /** A proof photo of that member of staff; null: they take none. */
  photo(of: StaffActor, at: number): Promise<string | null>
  /** Photos of this appeal so far; missing where none are taken. */
  readonly taken?: { readonly before: string[]; readonly after: string[] }
}

const MINUTE = 60_000

/**
 * The life of an appeal after its sending, deed by deed, as long as people do what they should. Times leave out nights and
 * holidays, except where hours count.
 */
export async function* life(
  story: Story,
  sender: ResidentActor | null,
  sentAt: number,
  scene: Scene,
): AsyncGenerator<Deed, void, boolean> {
  const { city, people, dice } = scene
  const { areaPath } = story
  let now = sentAt
  /** Some working minutes later. */
  const later = (from: number, to: number): number => {
    const then = now + dice.between(from, to) * MINUTE
    return (now = story.urgent ? now + dice.between(2, 20) * MINUTE : atWork(then, city.calendar, dice.between(1, 90)))
  }
  const centre = (role: 'operator' | 'reviewer' | 'supervisor'): StaffActor => dice.pick(people.staff(role, areaPath))
  const operator = centre('operator')

  if (story.course === 'atOnce') {
    const { outcome, text } = story.reply
    yield { at: later(3, 90), by: operator, command: 'answer', input: { outcome, text, photos: [] } }
    yield* say(story, sender, scene, later)
    return
  }
  if (story.course === 'declined') {
    const ground = dice.pick(city.city.grounds.decline)
    yield {
      at: later(10, 120),
      by: operator,
      command: 'decline',
      input: { ground: ground.code, text: ground.lawfulWay['zh-CN'] },
    }
    return
  }
  yield { at: later(3, 90), by: operator, command: 'accept', input: {} }
  if (story.course === 'withdrawn' && sender) {
    yield { at: later(60, 600), by: sender, command: 'withdraw', input: { text: '已经自己解决了，谢谢。' } }
    return
  }
  if (sender && story.supplemented)
    yield {
      at: later(20, 200),
      by: sender,
      command: 'supplement',
      input: { text: '补充一下：早晚高峰的时候更严重。', photos: [] },
    }

  const worked = yield* sendOut(story, scene, later, centre)
  if (!worked) return
  if (sender && story.urged) yield { at: later(60, 300), by: sender, command: 'urge', input: {} }
  const reviewer = yield* workOut(story, scene, later, worked, null)
  const again = yield* say(story, sender, scene, later)
  if (!again) return
  const second = yield* sendOut({ ...story, bounced: false }, scene, later, centre)
  if (!second) return
  yield* workOut({ ...story, extended: false, returned: false }, scene, later, second, reviewer)
  yield* say({ ...story, solved: true, rehandled: false }, sender, scene, later)
}

type Later = (from: number, to: number) => number
/** Each deed is answered with whether it was done, or refused because the time for it is over. */
type Deeds<T> = AsyncGenerator<Deed, T, boolean>

/** From the first dispatch until somebody has it in hand; by way of a wrong body if the story says so. */
async function* sendOut(
  story: Story,
  scene: Scene,
  later: Later,
  centre: (role: 'operator' | 'supervisor') => StaffActor,
): Deeds<StaffActor | null> {
  const { city, people, dice } = scene
  const area = story.areaPath.slice(story.areaPath.lastIndexOf('/') + 1)
  const owner = city.owner(story.category, area)?.body
  if (!owner) return null
  const wrong = story.bounced
    ? city.bodies.filter(
        ({ code, kind }) =>
          kind === 'department' &&
          code !== owner.code &&
          people.workers(code, story.areaPath).length > 0 &&
          serves(city, code, story.areaPath),
      )
    : []
  if (wrong.length > 0) {
    const body = dice.pick(wrong)
    const [handler] = people.workers(body.code, story.areaPath)
    yield { at: later(5, 60), by: centre('operator'), command: 'dispatch', input: { bodyCode: body.code, note: null } }
    if (handler) {
      yield {
        at: later(30, 240),
        by: handler,
        command: 'bounce',
        input: {
          ground: dice.pick(city.city.grounds.bounce).code,
          note: '该事项不属于我单位职责范围，建议转由主管部门办理。',
        },
      }
      yield {
        at: later(20, 120),
        by: centre('supervisor'),
        command: 'ruleBounce',
        input: { uphold: true, note: '同意退单，请重新分派。' },
      }
    }
  }
  yield { at: later(5, 60), by: centre('operator'), command: 'dispatch', input: { bodyCode: owner.code, note: null } }
  const workers = people.workers(owner.code, story.areaPath)
  if (workers.length === 0) return null
  const worker = dice.pick(workers)
  yield { at: later(20, 300), by: worker, command: 'take', input: {} }
  return worker
}

const serves = (city: LoadedCity, bodyCode: string, areaPath: string): boolean =>
  city.bodies.some(
    ({ code, areas }) =>
      code === bodyCode && areas.some((area) => `${areaPath}/`.startsWith(`${city.tree.pathOf(area)}/`)),
  )

/** From hand to the resident: contact, extension, feedback, a look on the spot, review. @returns who passed it */
async function* workOut(
  story: Story,
  scene: Scene,
  later: Later,
  worker: StaffActor,
  before: StaffActor | null,
): Deeds<StaffActor> {
  const { city, people, dice } = scene
  const { areaPath, reply } = story
  const leaf = leafOf(city, story.category)
  if (dice.chance(20))
    yield {
      at: later(20, 120),
      by: worker,
      command: 'contact',
      input: { result: 'notReached', means: 'phone', agreedAt: null, note: null },
    }
  yield {
    at: later(20, 200),
    by: worker,
    command: 'contact',
    input: { result: 'reached', means: 'phone', agreedAt: null, note: null },
  }
  if (story.extended) {
    const asked = yield {
      at: later(5, 30),
      by: worker,
      command: 'requestExtension',
      input: { reason: dice.pick(city.city.grounds.extension).code, days: dice.between(1, 3), note: null },
    }
    if (asked)
      yield {
        at: later(20, 180),
        by: dice.pick(people.staff('supervisor', areaPath)),
        command: 'ruleExtension',
        input: { grant: dice.chance(80), note: null },
      }
  }
  const reviewers = people.staff('reviewer', areaPath).filter(({ id }) => id !== before?.id)
  const reviewer = dice.pick(reviewers)
  for (let round = story.returned ? 2 : 1; round > 0; round--) {
    const at = later(90, 1_500)
    const photo = dice.chance(35) ? await scene.photo(worker, at) : null
    const photos = photo === null ? [] : [photo]
    yield { at, by: worker, command: 'giveFeedback', input: { outcome: reply.outcome, text: reply.text, photos } }
    if (leaf?.verifyOnSite) {
      const verifier =
        people.staff('gridOfficer', areaPath).find(({ id }) => id !== worker.id) ??
        dice.pick(people.staff('supervisor', areaPath))
      yield {
        at: later(60, 400),
        by: verifier,
        command: 'verifyOnSite',
        input: { passed: round === 1, photos: [], note: round === 1 ? null : '现场仍有遗留问题。' },
      }
    }
    yield {
      at: later(20, 200),
      by: reviewer,
      command: 'reviewFeedback',
      input: { pass: round === 1, note: round === 1 ? null : '请补充处理后的情况。' },
    }
  }
  return reviewer
}

/** What the resident says of the result. @returns whether they ask for it to be handled again */
async function* say(story: Story, sender: ResidentActor | null, scene: Scene, later: Later): Deeds<boolean> {
  if (!sender || !story.rated) return false
  const { dice, city } = scene
  const words = city.city.samples.ratings.filter(({ solved }) => solved === story.solved)
  const satisfaction = story.solved
    ? dice.pick(['verySatisfied', 'satisfied', 'satisfied'] as const)
    : dice.pick(['neutral', 'dissatisfied', 'veryDissatisfied'] as const)
  const text = words.length > 0 && dice.chance(60) ? dice.pick(words).text : null
  yield {
    at: later(60, 3_000),
    by: sender,
    command: 'rate',
    input: {
      satisfaction,
      solved: story.solved ? 'solved' : dice.pick(['partly', 'notSolved'] as const),
      text,
      photos: [],
    },
  }
  if (!story.rehandled) return false
  return yield {
    at: later(10, 600),
    by: sender,
    command: 'rehandle',
    input: { text: '问题还在，请再来看一次。', photos: [] },
  }
}
