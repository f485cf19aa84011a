/** What has to have happened for every resident page to have something to show. */
import { setTimeout as later } from 'node:timers/promises'
import { createCivic, type Persona } from '@civicgrid/sdk'
import { demoKeyring, openDatabase, systemRandom } from '../../packages/server/src/kernel/index.ts'
import { sealLink } from '../../packages/server/src/appeals/appeals.links.ts'
import { refOf } from '../../packages/server/src/appeals/appeals.ref.ts'
import { answered, inHand, upload, withoutPhoto } from '../appeals/behind.ts'
import { as, city, type Cast } from '../support/cast.ts'

export interface Scene {
  /** Codes of the first resident's own: one in hand, after a call and a look at the contact; one with a result. */
  readonly going: string
  readonly done: string
  /** Reference of a neighbour's, joined by the first resident, with a result, and on the public board; beside it lies one that is open. */
  readonly ref: string
  /** Part of the link with which `done` may be rated. */
  readonly token: string
}

/** Where a scene is set. */
interface Stage {
  readonly url: string
  readonly databaseUrl: string
  readonly cast: Cast
}

const people = ({ residents }: Cast): [Persona, Persona] => {
  const [first, second] = residents
  if (!first || !second) throw new Error('the demo has too few residents')
  return [first, second]
}

export async function setScene(stage: Stage): Promise<Scene> {
  const [first] = people(stage.cast)
  await given(stage)
  const going = await called(stage, first)
  const done = (await answered(stage.url, stage.cast, first, '公园的长椅坏了')).code
  const { token } = await behind(stage.databaseUrl, done)
  return { going, done, ref: await joinedAndPublished(stage), token }
}

/** The first resident lets the second act, where the city has that. */
async function given({ url, cast }: Stage): Promise<void> {
  if (!city.city.settings.authorities) return
  const [first, second] = people(cast)
  const until = new Date(Date.now() + 5 * 24 * 3_600_000).toISOString()
  const offer = { agentName: '小明', relation: '儿子', scope: ['submit' as const], until }
  const { code } = await as(url, first).authorities.offer(offer)
  await as(url, second).authorities.accept(code)
}

/** In hand; somebody looked at the contact and rang in vain. */
async function called({ url, cast }: Stage, who: Persona): Promise<string> {
  const { code, version } = await inHand(url, cast, who, '公园的路灯坏了，晚上看不清台阶')
  const handler = as(url, cast.handler).workOrders
  const { receipt } = await handler.viewContact({ code, expectedVersion: version })
  await handler.contact({ code, expectedVersion: receipt.version, result: 'notReached' })
  return code
}

async function joinedAndPublished({ url, databaseUrl, cast }: Stage): Promise<string> {
  const [first, second] = people(cast)
  const [mine, theirs] = [as(url, first).appeals, as(url, second)]
  const leaf = withoutPhoto()
  const { lng, lat } = cast.place
  // What is asked or praised has nobody who has it, too.
  const same = { kind: 'help', category: leaf.code, consent: true, place: { point: { lng, lat } } } as const
  const { code } = await theirs.appeals.submit({
    ...same,
    text: '菜场门口的地砖松动，老人容易绊倒',
    photos: [await upload(theirs)],
  })
  // One more that nobody has begun with, for whoever writes of the same.
  await theirs.appeals.submit({ ...same, text: '菜场后门的地砖也松了' })
  const { ref } = await behind(databaseUrl, code)
  await mine.join(ref)
  await handled({ url, cast }, code, '地砖已经重新铺好')
  await publish(url, code, ref)
  return ref
}

/** What was sent goes the whole way until its result is with the resident. */
export async function handled({ url, cast }: Pick<Stage, 'url' | 'cast'>, code: string, text: string): Promise<void> {
  const operator = as(url, cast.operator).workOrders
  const handler = as(url, cast.handler)
  const version = async () => (await operator.get(code)).version
  await operator.accept({ code, expectedVersion: await version() })
  await operator.dispatch({ code, expectedVersion: await version(), bodyCode: cast.handler.body.code, note: null })
  await handler.workOrders.take({ code, expectedVersion: await version() })
  const photos = [await upload(handler)]
  await handler.workOrders.giveFeedback({ code, expectedVersion: await version(), outcome: 'solved', text, photos })
  const [reviewer] = cast.reviewers
  if (!reviewer) throw new Error('the demo has no reviewer')
  await as(url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: await version(), pass: true })
}

async function publish(url: string, code: string, ref: string): Promise<void> {
  const everybody = createCivic({ baseUrl: url })
  const personas = await everybody.identity.demoPersonas()
  const publisher = personas.find(({ roles }) => roles.some(({ role }) => role === 'publisher'))
  if (!publisher) throw new Error('the demo has no publisher')
  const desk = as(url, publisher).workOrders
  const { version, photos, timeline } = await desk.get(code)
  const [before, after] = [photos, timeline.flatMap((entry) => entry.photos ?? [])].map((some) => some[0]?.token)
  if (before === undefined || after === undefined) throw new Error('a photo is missing')
  await desk.publish({
    code,
    expectedVersion: version,
    text: '菜场门口的地砖松动',
    reply: '地砖已经重新铺好',
    pairs: [{ before, after }],
  })
  // The board is kept by a reader of the log: it is there a moment later.
  const until = Date.now() + 20_000
  while (!(await everybody.board.get(ref).catch(() => null))) {
    if (Date.now() > until) throw new Error('what was published is not on the board')
    await later(50)
  }
}

/** What the server alone knows of an appeal: its reference for strangers, and the link for its rating. */
async function behind(databaseUrl: string, code: string): Promise<{ ref: string; token: string }> {
  const db = await openDatabase({ url: databaseUrl, keys: demoKeyring() })
  const row = await db.read.get<{ id: number }>('SELECT "id" FROM "Appeal" WHERE "code" = ?', code)
  const appealId = row?.id ?? 0
  const token = sealLink(db.keys, systemRandom, { appealId, round: 1, expiresAt: Date.now() + 24 * 3_600_000 })
  const ref = refOf(db.keys, appealId)
  await db.close()
  return { ref, token }
}
