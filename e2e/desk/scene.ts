import { createCivic, type Civic, type Persona, type Receipt, type StaffRole } from '@civicgrid/sdk'
import { answered, inHand, sent, upload } from '../appeals/behind.ts'
import { as, city, leaves, type Cast } from '../support/cast.ts'

/** One order for each thing that somebody at the desk has to do, and who does it. */
export interface Scene {
  readonly fresh: string
  readonly accepted: string
  readonly dispatched: string
  readonly inHand: string
  readonly bounced: string
  readonly extending: string
  readonly given: string
  readonly toVerify: string
  readonly toPublish: string
  readonly published: string
  readonly pressed: string
  /** A paper that waits to be looked at; null where nobody acts for another. */
  readonly paper: string | null
  readonly administrator: Persona
  readonly officer: Persona
  readonly publisher: Persona
}

/** Somebody of the demo by their role. */
async function personWho(url: string, role: StaffRole): Promise<Persona> {
  const personas = await createCivic({ baseUrl: url }).identity.demoPersonas()
  const found = personas.find(({ roles }) => roles.some((held) => held.role === role))
  if (!found) throw new Error(`the demo has no ${role}`)
  return found
}

const first = <T>(of: readonly T[], what: string): T => {
  const [one] = of
  if (one === undefined) throw new Error(`the city has no ${what}`)
  return one
}
const on = ({ code, version }: Receipt) => ({ code, expectedVersion: version })

export async function setScene(url: string, cast: Cast): Promise<Scene> {
  const resident = first(cast.residents, 'resident')
  const operator = as(url, cast.operator).workOrders
  const handler = as(url, cast.handler)
  const { grounds } = city.city
  const send = (text: string) => sent(url, cast, resident, text)
  const held = (text: string) => inHand(url, cast, resident, text)
  const accept = async (text: string) => operator.accept(on(await send(text)))
  const dispatch = async (receipt: Receipt) =>
    operator.dispatch({ ...on(receipt), bodyCode: cast.handler.body.code, note: '请尽快' })

  const bounced = await handler.workOrders.bounce({
    ...on(await dispatch(await accept('路口的信号灯不亮'))),
    ground: first(grounds.bounce, 'ground for a bounce').code,
    note: '不在我们的范围',
  })
  const extending = await handler.workOrders.requestExtension({
    ...on(await held('健身器材断了一根横杆')),
    reason: first(grounds.extension, 'reason for more time').code,
    days: 1,
    note: '等配件',
  })
  const given = await handler.workOrders.giveFeedback({
    ...on(await held('河边的护栏松了')),
    outcome: 'solved',
    text: '已经加固',
    photos: [await upload(handler)],
  })
  const pressed = await answered(url, cast, resident, '楼道的灯修好了又坏')
  const rated = await as(url, resident).ratings.rate({
    ...on(pressed),
    satisfaction: 'dissatisfied',
    solved: 'notSolved',
    text: '又坏了',
  })
  await as(url, resident).appeals.reportPressure({ ...on(rated), text: '有人打电话要我改成满意' })
  const publisher = await personWho(url, 'publisher')
  const toPublish = await agreed(url, cast, resident)
  const other = await agreed(url, cast, resident)
  await as(url, publisher).workOrders.publish({ ...on(other), text: '门口的台阶松动', reply: '已经补好', pictures: [] })

  return {
    fresh: (await send('公园的长椅坏了')).code,
    accepted: (await accept('地下通道积水')).code,
    dispatched: (await dispatch(await accept('垃圾桶满了'))).code,
    inHand: (await held('公园的路灯坏了')).code,
    bounced: bounced.code,
    extending: extending.code,
    given: given.code,
    toVerify: await toVerify(url, cast, as(url, resident)),
    toPublish: toPublish.code,
    published: other.code,
    pressed: pressed.code,
    paper: await paper(as(url, resident)),
    administrator: await personWho(url, 'administrator'),
    officer: await personWho(url, 'gridOfficer'),
    publisher,
  }
}

/** An answered one whose sender agrees that it is published. */
async function agreed(url: string, cast: Cast, resident: Persona): Promise<Receipt> {
  const { lng, lat, name } = cast.place
  const civic = as(url, resident)
  const { code, version } = await civic.appeals.submit({
    kind: cast.category.kinds[0] ?? 'help',
    category: cast.category.code,
    text: '门口的台阶松动，老人容易绊倒，我的电话19900000001',
    place: { point: { lng, lat }, address: name['zh-CN'] },
    photos: [await upload(civic)],
    consent: true,
  })
  return as(url, cast.operator).workOrders.answer({
    code,
    expectedVersion: version,
    outcome: 'solved',
    text: '已经补好',
  })
}

async function paper(civic: Civic): Promise<string | null> {
  if (!city.city.settings.authorities?.paper) return null
  const { ref } = await civic.authorities.request({
    principalName: '周秀英',
    relation: '母亲',
    scope: ['submit', 'rate'],
    until: new Date(Date.now() + 5 * 24 * 3_600_000).toISOString(),
    evidence: [await upload(civic)],
  })
  return ref
}

/** One whose category asks for a look at the spot, with its result given. */
async function toVerify(url: string, cast: Cast, resident: Civic): Promise<string> {
  const leaf = first(
    leaves.filter(({ verifyOnSite, emergency }) => verifyOnSite && emergency === undefined),
    'category with a look at the spot',
  )
  const { lng, lat } = cast.place
  const sentOne = await resident.appeals.submit({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text: '路面的坑还在',
    place: { point: { lng, lat } },
    photos: leaf.photoRequired ? [await upload(resident)] : [],
  })
  const operator = as(url, cast.operator).workOrders
  const handler = as(url, cast.handler)
  const accepted = await operator.accept(on(sentOne))
  const sentOn = await operator.dispatch({ ...on(accepted), bodyCode: cast.handler.body.code, note: null })
  const taken = await handler.workOrders.take(on(sentOn))
  await handler.workOrders.giveFeedback({
    ...on(taken),
    outcome: 'solved',
    text: '已经修好',
    photos: leaf.photoRequired ? [await upload(handler)] : [],
  })
  return sentOne.code
}
