/** A session that ends while somebody writes: nothing is lost, and who WeChat knows is asked nothing. */
import { randomBytes } from 'node:crypto'
import type { QuickPhone } from '@civicgrid/miniapp-harness'
import type { SessionPair } from '@civicgrid/sdk'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import { castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { hold, wechat, words, type Held } from './phones.ts'

let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
  cast = await castOf(server.url)
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

const login = (openid: string) => ({ success: { code: standIn.loginCode(openid) } })
/** Says yes to WeChat's own question for the number. */
function byNumber(phone: QuickPhone, code: string): void {
  phone.answer('getPhoneNumber', { success: { code } }, true)
  phone.tap(phone.find('button', words('mini.signInPhone')))
}
const press = (phone: QuickPhone, key: Parameters<typeof words>[0]) => phone.tap(phone.find('button', words(key)))
const asks = async <T>(procedure: string, input: object | null, access?: string): Promise<T> => {
  const answer = await fetch(`${server.url}/trpc/identity.${procedure}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomBytes(16).toString('hex'),
      ...(access ? { authorization: `Bearer ${access}` } : {}),
    },
    ...(input ? { body: JSON.stringify(input) } : {}),
  })
  return ((await answer.json()) as { result: { data: T } }).result.data
}
/** A pair of somebody who came in by WeChat with this number. */
async function pairBy(openid: string, number: string): Promise<SessionPair> {
  const { link } = await asks<{ link: { step: string } }>('wechatSignIn', { code: standIn.loginCode(openid) })
  const by = { step: link.step, phoneCode: standIn.phoneCode(number) }
  return (await asks<{ pair: SessionPair }>('wechatPhoneSignIn', by)).pair
}
/** The form, filled in by somebody whose session ends meanwhile, both its tokens. */
async function written(openid: string, text: string, pair: SessionPair): Promise<Held> {
  const { lng, lat, name } = cast.place
  const held = await hold(server.url, {
    path: `appeals/send/index?category=${withoutPhoto().code}`,
    storage: { 'civic-pair': pair },
    answers: {
      login: login(openid),
      chooseLocation: { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } },
    },
  })
  const { phone } = held
  onTestFinished(() => phone.kill())
  await phone.until(() => phone.has('button', withoutPhoto().name['zh-CN']), 'the form')
  phone.type(words('send.what'), text)
  press(phone, 'send.placePick')
  await phone.until(() => phone.has('button', name['zh-CN']), 'the place')
  await asks('signOut', null, pair.access)
  return held
}

test('both tokens have ended while somebody writes: who is known to WeChat is not asked, and it goes', async () => {
  const pair = await pairBy('openid-writes', '13800007001')
  const held = await written('openid-writes', '登录过期时正在写：井盖松动', pair)
  press(held.phone, 'send.submit')
  await held.phone.until(() => held.phone.text().includes(words('sent.thanks')), 'the receipt')
  expect(held.phone.state().faults).toEqual([])
})

test('and who is not shows who they are, finds all that was written, and sends it', async () => {
  const text = '登录过期后重新登录：路面塌陷'
  const { phone } = await written('openid-not-known', text, await pairBy('openid-of-before', '13800007002'))
  press(phone, 'send.submit')
  await phone.until(() => phone.has('button', words('mini.signInPhone')), 'the way in')
  phone.answer('login', login('openid-not-known'))
  byNumber(phone, standIn.phoneCode('13800007002'))
  await phone.until(() => phone.has('button', words('send.submit')), 'the form again')
  expect(String(phone.state().storage['civic-draft'])).toContain(text)
  press(phone, 'send.submit')
  await phone.until(() => phone.text().includes(words('sent.thanks')), 'the receipt')
  expect(phone.state().faults).toEqual([])
})
