/** What is public, and what neighbours have: opened by guests, joined by residents. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Network, PhoneOptions } from '@civicgrid/miniapp-harness'
import { fromWgs84 } from '@civicgrid/contracts/constants'
import { setScene, type Scene } from '../pages/scene.ts'
import { withoutPhoto } from '../appeals/behind.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { hold, pairOf, wechat, words, type Held } from './phones.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'

let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
let scene: Scene
let signedIn: Record<string, unknown>
const category = withoutPhoto().name['zh-CN']
beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
  cast = await castOf(server.url)
  scene = await setScene({ ...server, cast })
  signedIn = { 'civic-pair': await pairOf(server.url, first().persona) }
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

const first = (): Cast['residents'][number] => {
  const [one] = cast.residents
  if (!one) throw new Error('the demo has no resident')
  return one
}
const here = () => fromWgs84([cast.place.lng, cast.place.lat], 'GCJ-02')
async function held(path: string, options: PhoneOptions = {}, before?: (network: Network) => void): Promise<Held> {
  // WeChat tells places in its own system; the city's are told in WGS-84.
  const { name } = cast.place
  const [lng, lat] = here()
  const answers = {
    chooseLocation: { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } },
    getLocation: { success: { longitude: lng, latitude: lat, accuracy: 30 } },
    login: { success: { code: standIn.loginCode(`openid-of-a-guest-${path}`) } },
    ...options.answers,
  }
  const one = await hold(server.url, { path, ...options, answers }, before)
  onTestFinished(() => one.phone.kill())
  return one
}

test('a guest reads the board, narrows it, and reads what was done', async () => {
  const { phone } = await held('board/list/index')
  await phone.until(() => phone.has('button', '菜场门口的地砖松动'), 'the published one')
  expect(phone.has('button', words('board.category'))).toBe(true)
  await phone.until(() => phone.has('button', `${words('board.area')}，${words('board.any')}`), 'the filters')
  phone.choose('wx-picker', 1)
  await phone.until(() => phone.text().includes(words('board.none')) || phone.has('button', '地砖松动'), 'the answer')
  phone.choose('wx-picker', 0)
  await phone.until(() => phone.has('button', '菜场门口的地砖松动'), 'all of it again')
  phone.tap(phone.find('button', '菜场门口的地砖松动'))
  await phone.until(() => phone.text().includes('地砖已经重新铺好'), 'what was done')
  expect(phone.has('button', words('board.after'))).toBe(true)
  phone.tap(phone.find('button', words('board.before')))
  await phone.until(() => phone.state().calls.some(({ name }) => name === 'previewImage'), 'the photo')
  phone.tap(phone.find('button', words('board.map')))
  await phone.until(() => phone.has('button', category), 'the place on the map')
  expect(phone.text()).toContain(words('board.roughly'))
  expect(phone.untold()).toEqual([])
  expect(phone.state().faults).toEqual([])
})

test('a published one is handed on as a card of what is public, and the card opens for a guest', async () => {
  const { phone } = await held(`board/public/index?ref=${scene.ref}`)
  await phone.until(() => phone.has('button', words('mini.share')), 'the page')
  const card = phone.share()
  expect(card).toMatchObject({ path: `/board/public/index?ref=${scene.ref}` })
  expect(card?.title).toBe(`【${words('outcome.solved')}】${category}：菜场门口的地砖松动`)
  expect(card?.imageUrl).toMatch(/^https:\/\/[^/]+\/files\//)
  const opened = await held(String(card?.path).slice(1))
  await opened.phone.until(() => opened.phone.text().includes('地砖已经重新铺好'), 'what the card leads to')
  expect([...phone.state().faults, ...opened.phone.state().faults]).toEqual([])
})

test('what is somebody’s own cannot be handed on', async () => {
  const { phone } = await held(`appeals/appeal/index?code=${scene.going}`, { storage: signedIn })
  await phone.until(() => phone.text().includes(words('appeal.timeline')), 'the appeal')
  expect(phone.share()).toBeNull()
  for (const path of ['/appeals/mine/index', '/board/near/index', '/appeals/look/index', '/settings/index']) {
    expect(phone.open(path)).toBeNull()
    expect(phone.share(), path).toBeNull()
  }
})

test('what is published no longer says so, and leads to the board', async () => {
  const { phone } = await held(`board/public/index?ref=${'A'.repeat(22)}`)
  await phone.until(() => phone.text().includes(words('board.gone')), 'that it is gone')
  phone.tap(phone.find('button', words('board.more')))
  await phone.until(() => phone.has('button', '菜场门口的地砖松动'), 'the board')
  expect(phone.state().faults).toEqual([])
})

test('what is near is shown around a place, and whoever has it, too, joins with one tap', async () => {
  const { phone } = await held('board/near/index', { storage: signedIn })
  await phone.until(() => phone.has('button', words('near.pick')), 'the page')
  phone.tap(phone.find('button', words('near.pick')))
  await phone.until(() => phone.text().includes(cast.place.name['zh-CN']), 'the place')
  await phone.until(
    () => phone.text().includes(`${category}${words('stage.sent')}${words('similar.near')}`),
    'how far it is',
  )
  phone.tap(phone.find('button', words('similar.join')))
  await phone.until(() => phone.has('button', words('similar.joined')), 'that one is in')
  // The map tells the same by pins; a tap on one shows its row.
  phone.tap(phone.find('radio', words('board.map')))
  const pin = `${category}，${words('stage.sent')}`
  await phone.until(() => phone.has('button', pin), 'the pins')
  expect(phone.has('button', words('similar.joined'))).toBe(false)
  phone.tap(phone.find('button', pin))
  await phone.until(() => phone.has('button', words('similar.joined')), 'its row')
  expect(phone.state().faults).toEqual([])
})

test('a location that is refused is told, allowed in settings, or chosen on the map', async () => {
  const { phone } = await held('board/near/index', {
    answers: { getLocation: { fail: 'getLocation:fail auth deny' } },
  })
  await phone.until(() => phone.has('button', words('near.locate')), 'the page')
  phone.tap(phone.find('button', words('near.locate')))
  await phone.until(() => phone.has('alert', words('mini.nearDenied')), 'why')
  phone.answer('openSetting', { success: { authSetting: { 'scope.userLocation': true } } })
  const [longitude, latitude] = here()
  phone.answer('getLocation', { success: { longitude, latitude, accuracy: 30 } })
  phone.tap(phone.find('button', words('mini.openSettings')))
  await phone.until(() => !phone.has('alert', words('mini.nearDenied')), 'that it is allowed')
  phone.tap(phone.find('button', words('near.locate')))
  await phone.until(() => phone.text().includes(words('similar.near')), 'what is near')
  // A guest is asked who they are before they join.
  phone.tap(phone.find('button', words('similar.join')))
  await phone.until(() => phone.has('button', words('mini.signInPhone')), 'signing in')
  expect(phone.state().faults).toEqual([])
})

test('whoever joined is asked once there is a result, and answers for themselves', async () => {
  const { phone } = await held(`board/joined/index?ref=${scene.ref}`, { storage: signedIn })
  await phone.until(() => phone.text().includes(words('joined.asks')), 'the question')
  expect(phone.text()).not.toContain('地砖已经重新铺好')
  phone.tap(phone.find('button', words('solvedAnswer.notSolved')))
  await phone.until(() => phone.text().includes(words('joined.thanks')), 'thanks')
  expect(phone.text()).toContain(words('joined.notSolved'))
  expect((await as(server.url, first()).appeals.joinedOne(scene.ref)).answer).toBe('notSolved')
  phone.tap(phone.find('button', words('joined.published')))
  await phone.until(() => phone.text().includes('地砖已经重新铺好'), 'the published result')
  expect(phone.state().faults).toEqual([])
})

test('a guest looks up a code by how their number ends, and a mistyped one is found out before anybody is asked', async () => {
  const { phone, network } = await held('appeals/look/index')
  await phone.until(() => phone.has('button', words('look.find')), 'the page')
  const find = () => phone.tap(phone.find('button', words('look.find')))
  phone.type(words('look.code'), '7K2M')
  find()
  await phone.until(() => phone.has('alert', '9'), 'how many are missing')
  phone.type(words('look.code'), scene.going)
  find()
  await phone.until(() => phone.has('alert', words('look.tailNeeded')), 'that the number is needed')
  expect(network.seen.some(({ url }) => url.includes('lookUp'))).toBe(false)
  phone.type(words('look.tail'), '0000')
  find()
  await phone.until(() => phone.has('alert', words('look.none')), 'that they do not belong together')
  const tail = (await as(server.url, first()).identity.me()) as { phone?: string | null }
  phone.type(words('look.tail'), String(tail.phone).slice(-4))
  find()
  await phone.until(() => phone.text().includes(words('status.inProgress')), 'where it stands')
  expect(phone.text()).not.toContain('公园的路灯')
  expect(phone.state().faults).toEqual([])
})

test('whoever joins before it is known who they are has joined, and is not sent to sign in', async () => {
  // Nobody joins what is their own.
  const { persona } = cast.residents.at(-1) ?? first()
  const storage = { 'civic-pair': await pairOf(server.url, persona) }
  let tell = () => {}
  const told = new Promise<void>((resolve) => (tell = resolve))
  const { phone } = await held('board/near/index', { storage }, (network) => {
    const { request } = network
    network.request = async (asked) => {
      if (asked.url.includes('identity.me')) await told
      return request(asked)
    }
  })
  await phone.until(() => phone.has('button', words('near.pick')), 'the page')
  phone.tap(phone.find('button', words('near.pick')))
  await phone.until(() => phone.has('button', words('similar.join')), 'what is near')
  phone.tap(phone.find('button', words('similar.join')))
  tell()
  await phone.until(() => phone.has('button', words('similar.joined')), 'that one is in')
  expect(phone.state().faults).toEqual([])
})
