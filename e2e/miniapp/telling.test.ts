/** 办好了告诉我 on the built program: WeChat asks at the tap, and one message comes when there is an answer. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import { as, castOf, city, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { hold, pairOf, wechat, words } from './phones.ts'

/** None or one. */
const template = city.city.settings.miniProgram?.messages?.answered.template
const TEMPLATES = template ? [template] : []
const WITHOUT = template ? [] : [city.city.settings.code]
const OPENID = 'openid-of-who-waits'
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

/** An appeal just sent, its receipt on a phone. */
async function receipt(page: 'sent' | 'appeal' = 'sent') {
  const [resident] = cast.residents
  if (!resident) throw new Error('the demo has no resident')
  const { lng, lat } = cast.place
  const { code } = await as(server.url, resident).appeals.submit({
    kind: 'consult',
    category: withoutPhoto().code,
    text: '什么时候能修好',
    place: { point: { lng, lat } },
  })
  const { phone } = await hold(server.url, {
    path: `appeals/${page}/index?code=${code}`,
    storage: { 'civic-pair': await pairOf(server.url, resident.persona) },
    answers: { login: { success: { code: standIn.loginCode(OPENID) } } },
  })
  onTestFinished(() => phone.kill())
  const shown = words(page === 'sent' ? 'sent.thanks' : 'appeal.timeline')
  await phone.until(() => phone.has('list', shown) || phone.text().includes(shown), 'the page')
  await phone.until(() => phone.has('button', words('app.home')) || page === 'appeal', 'its buttons')
  return { phone, code }
}
const answer = (code: string) =>
  as(server.url, cast.operator).workOrders.answer({ code, expectedVersion: 1, text: '今天就修' })

test.each(WITHOUT)('a city without a template offers nobody a message: %s', async () => {
  const { phone } = await receipt()
  expect(phone.has('button', words('mini.tellMe'))).toBe(false)
})
test.each(TEMPLATES)('whoever says yes is told once when there is an answer: %s', async (id) => {
  const { phone, code } = await receipt()
  standIn.wants(OPENID, id)
  await phone.until(() => phone.has('button', words('mini.tellMe')), 'the offer')
  phone.tap(phone.find('button', words('mini.tellMe')))
  await phone.until(() => phone.has('status', words('mini.tellAsked')), 'that it was taken')
  await answer(code)
  await phone.until(() => standIn.messages.some(({ page }) => page.endsWith(code)), 'the message')
  expect(standIn.messages.filter(({ page }) => page.endsWith(code))).toHaveLength(1)
  expect(phone.state().faults).toEqual([])
})

test.each(TEMPLATES)(
  'whoever said no, now or for good, reads where to allow it, and the next tap asks again: %s',
  async (id) => {
    const { phone } = await receipt()
    phone.answer('requestSubscribeMessage', { success: { [id]: 'reject' } })
    await phone.until(() => phone.has('button', words('mini.tellMe')), 'the offer')
    phone.tap(phone.find('button', words('mini.tellMe')))
    await phone.until(() => phone.has('alert', words('mini.tellRefused')), 'what that means')
    phone.answer('requestSubscribeMessage', { success: { [id]: 'accept' } })
    phone.tap(phone.find('button', words('mini.tellSettings')))
    await phone.until(() => phone.has('button', words('mini.tellMe')), 'the offer again')
    phone.tap(phone.find('button', words('mini.tellMe')))
    await phone.until(() => phone.has('status', words('mini.tellAsked')), 'that it was taken')
    expect(phone.state().faults).toEqual([])
  },
)

test.each(TEMPLATES)(
  'with all messages switched off it says so; on the appeal it is offered while it is in hand, and no longer: %s',
  async () => {
    const { phone, code } = await receipt('appeal')
    phone.answer('requestSubscribeMessage', { fail: 'requestSubscribeMessage:fail main switch is off' })
    await phone.until(() => phone.has('button', words('mini.tellMe')), 'the offer')
    phone.tap(phone.find('button', words('mini.tellMe')))
    await phone.until(() => phone.has('alert', words('mini.tellRefused')), 'what that means')
    await answer(code)
    phone.call('onPullDownRefresh')
    await phone.until(() => phone.text().includes('今天就修'), 'the answer')
    expect(phone.has('button', words('mini.tellSettings'))).toBe(false)
    expect(phone.state().faults).toEqual([])
  },
)
