/** What is sent from a phone is shown to WeChat before anything of it is public: words that a publisher looks at, a photo that WeChat lets through. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createCivic, type Persona, type WorkOrder } from '@civicgrid/sdk'
import { handled } from '../pages/scene.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { hold, PHOTO, wechat, words } from './phones.ts'
import { APP, type WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { PUSH, pushed } from '../../packages/server/test/wechat-checks.ts'
import { withoutPhoto } from '../appeals/behind.ts'

let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
/** What WeChat is shown of files is under this address. */
const PUBLIC = 'https://12345.example.cn'
/** A word that the stand-in wants looked at. */
const TEXT = '楼下来了可疑的小广告，贴满了楼道'
const PUBLISHED = { text: '楼道里贴满小广告', reply: '楼道已清理干净' }

beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  const push = { WECHAT_PUSH_TOKEN: PUSH.token, WECHAT_PUSH_KEY: PUSH.key }
  server = await startServer({ ...made.env, ...push, PUBLIC_URL: PUBLIC })
  cast = await castOf(server.url)
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

/** Sends the form with a photo as somebody who signs in meanwhile, and agrees to its being published. @returns its code */
async function sentFromPhone(): Promise<string> {
  const { lng, lat, name } = cast.place
  const { phone } = await hold(server.url, {
    path: `appeals/send/index?category=${withoutPhoto().code}`,
    answers: {
      login: { success: { code: standIn.loginCode('openid-of-a-sender') } },
      chooseMedia: { success: { type: 'image', tempFiles: [{ tempFilePath: PHOTO, size: 1000, fileType: 'image' }] } },
      chooseLocation: { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } },
    },
  })
  onTestFinished(() => phone.kill())
  await phone.until(() => phone.has('button', withoutPhoto().name['zh-CN']), 'the form')
  phone.type(words('send.what'), TEXT)
  phone.tap(phone.find('button', words('photo.add')))
  phone.tap(phone.find('button', words('send.placePick')))
  await phone.until(() => phone.has('button', name['zh-CN']) && phone.has('img', '1'), 'the place and the photo')
  phone.tap(phone.find('checkbox', words('send.consent')))
  phone.tap(phone.find('button', words('send.submit')))
  await phone.until(() => phone.has('button', words('mini.signInPhone')), 'signing in')
  phone.answer('getPhoneNumber', { success: { code: standIn.phoneCode('13800005678') } }, true)
  phone.tap(phone.find('button', words('mini.signInPhone')))
  await phone.until(() => phone.has('button', words('send.submit')), 'the form again')
  phone.tap(phone.find('button', words('send.submit')))
  await phone.until(() => phone.text().includes(words('sent.thanks')), 'the receipt')
  expect(phone.state().faults).toEqual([])
  return phone.state().pages.at(-1)?.query['code'] ?? ''
}

async function publisherOf(): Promise<Persona> {
  const personas = await createCivic({ baseUrl: server.url }).identity.demoPersonas()
  const found = personas.find(({ roles }) => roles.some(({ role }) => role === 'publisher'))
  if (!found) throw new Error('the demo has no publisher')
  return found
}

test('what a phone sent is published once a publisher has looked at the words and WeChat has let the photo through', async () => {
  const code = await sentFromPhone()
  await handled({ url: server.url, cast }, code, '楼道已清理干净')
  const desk = as(server.url, await publisherOf()).workOrders
  const states = ({ checks }: WorkOrder) => checks?.map(({ state }) => state)
  const told = (wanted: string[]) =>
    expect.poll(async () => states(await desk.get(code)), { timeout: 30_000, interval: 100 }).toEqual(wanted)
  const publish = async () => {
    const { version, photos } = await desk.get(code)
    const pictures = photos.map(({ token }) => token)
    return desk.publish({ code, expectedVersion: version, ...PUBLISHED, pictures })
  }

  // Waiting or to be looked at: neither is public.
  await expect(publish()).rejects.toMatchObject({ code: 'CONTENT_UNCHECKED' })
  await told(['review', 'waiting'])
  const { version, photos, allowedActions } = await desk.get(code)
  expect(photos).toHaveLength(1)
  expect(allowedActions).toContain('passContent')
  await desk.passContent({ code, expectedVersion: version, text: '看过，说的是小广告' })
  await expect(publish()).rejects.toMatchObject({
    code: 'CONTENT_UNCHECKED',
    fields: { 'pictures.0': 'waiting' },
  })

  // WeChat fetches the photo by the address that it was given, and says later what it thinks.
  const seen = () => standIn.checked.find(({ media_url: url }) => url)
  await expect.poll(seen, { timeout: 30_000 }).toBeDefined()
  const picture = await fetch(seen()?.media_url?.replace(PUBLIC, server.url) ?? '')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)])
  const { query, body } = pushed(seen()?.trace_id ?? '', 'pass', { ...PUSH, appId: APP.appId, at: Date.now() })
  const tell = () => fetch(`${server.url}/api/wechat/events?${query}`, { method: 'POST', body })
  await expect.poll(async () => (await tell()).status).toBe(200)
  await told(['passed', 'passed'])
  await publish()

  // The board is kept by a reader of the log: it is there a moment later.
  const { board } = createCivic({ baseUrl: server.url })
  await expect.poll(async () => (await board.list().page()).items.length, { timeout: 20_000 }).toBe(1)
  const { phone } = await hold(server.url, {
    path: 'board/list/index',
    answers: { login: { success: { code: standIn.loginCode('openid-of-a-guest') } } },
  })
  onTestFinished(() => phone.kill())
  await phone.until(() => phone.has('button', PUBLISHED.text), 'the board')
  phone.tap(phone.find('button', PUBLISHED.text))
  await phone.until(() => phone.text().includes(PUBLISHED.reply), 'what was done')
  expect(phone.text()).not.toContain('可疑')
  expect(phone.state().faults).toEqual([])
})
