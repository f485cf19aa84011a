/** The built mini-program's pages about oneself: ways in, devices, who acts for whom, one's data, the end of an account. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { PhoneOptions, QuickPhone } from '@civicgrid/miniapp-harness'
import { countOf } from '../appeals/behind.ts'
import { as, castOf, city, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { sendFor } from './acting.ts'
import { hold, pairOf, wechat, words, type Held } from './phones.ts'

/** A city may let people act for others, or not; and may give time to think over the end of an account, or none. */
const { authorities, code: CITY, myData } = city.city.settings
const LETS_ACT = authorities ? [CITY] : []
const LETS_NOBODY = authorities ? [] : [CITY]

let server: RunningServer
let standIn: WeChatStandIn
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

const who = (nth: number): Cast['residents'][number] => {
  const found = cast.residents[nth]
  if (!found) throw new Error('the demo has too few residents')
  return found
}
/** A phone of a resident of the demo, on one of their pages. */
async function onPage(path: string, nth: number, options: PhoneOptions = {}): Promise<Held> {
  const storage = { 'civic-pair': await pairOf(server.url, who(nth).persona), ...options.storage }
  const held = await hold(server.url, { path, ...options, storage })
  onTestFinished(() => held.phone.kill())
  return held
}
const ask = async (procedure: string, input: object): Promise<{ link?: { step: string } }> => {
  const answer = await fetch(`${server.url}/trpc/identity.${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `${procedure}-${Math.random()}`.padEnd(32, 'k') },
    body: JSON.stringify(input),
  })
  const { result } = (await answer.json()) as { result: { data: { link?: { step: string } } } }
  return result.data
}
/** A phone of somebody whom WeChat brings in: whoever holds it unlocked, so what is sensitive asks for a proof. */
async function comesByWechat(path: string, number: string, options: PhoneOptions = {}): Promise<Held> {
  const openid = `openid-of-${number}`
  const { link } = await ask('wechatSignIn', { code: standIn.loginCode(openid) })
  if (link) await ask('wechatPhoneSignIn', { step: link.step, phoneCode: standIn.phoneCode(number) })
  const answers = { login: { success: { code: standIn.loginCode(openid) } }, ...options.answers }
  const held = await hold(server.url, { path, ...options, answers })
  onTestFinished(() => held.phone.kill())
  return held
}
const press = (phone: QuickPhone, name: string) => phone.tap(phone.find('button', name))
const seen = (phone: QuickPhone, text: string) => phone.until(() => phone.text().includes(text), text)
const button = (phone: QuickPhone, name: string) => phone.until(() => phone.has('button', name), name)

/** Shows by the code to one's own number who one is, where a page asks for it. */
async function prove(phone: QuickPhone): Promise<void> {
  await button(phone, words('prove.sendOwn'))
  press(phone, words('prove.sendOwn'))
  const shown = new RegExp(words('phone.shown').replace('{code}', '(\\d{6})'))
  await phone.until(() => shown.test(phone.text()), 'the code')
  phone.type(words('phone.code'), shown.exec(phone.text())?.[1] ?? '')
  press(phone, words('prove.confirm'))
}

test.each(LETS_ACT)(
  'one lets somebody act: the code is handed over, taken, used for sending, and ended: %s',
  async () => {
    const giver = await onPage('me/authorities/index', 0)
    await button(giver.phone, words('authority.give'))
    press(giver.phone, words('authority.give'))
    await button(giver.phone, words('authority.make'))
    press(giver.phone, words('authority.make'))
    await giver.phone.until(() => giver.phone.has('alert', words('authority.needName')), 'that a name is needed')
    giver.phone.type(words('authority.agentName'), who(1).name['zh-CN'])
    press(giver.phone, words('authority.make'))
    await giver.phone.until(() => giver.phone.has('status', '-'), 'the code')
    const code = giver.phone.find('status', '-').textContent ?? ''
    press(giver.phone, words('authority.codeDone'))

    const { phone } = await onPage('me/authorities/index', 1)
    await button(phone, words('authority.take'))
    press(phone, words('authority.take'))
    await button(phone, words('authority.look'))
    phone.type(words('authority.codeIn'), 'XXXX-XXXX')
    press(phone, words('authority.look'))
    await phone.until(() => phone.has('alert', ''), 'that it is none')
    phone.type(words('authority.codeIn'), code)
    press(phone, words('authority.look'))
    await seen(phone, words('authority.scope.submit'))
    press(phone, words('authority.accept'))
    await seen(phone, words('authority.standing.active'))

    const agent = as(server.url, who(1))
    const [authority] = await agent.authorities.list()
    expect(authority).toMatchObject({ side: 'agent', standing: 'active' })
    press(phone, words('authority.appeals'))
    await seen(phone, words('authority.appealsNone'))
    const text = '替老人反映：楼道灯不亮，看不见台阶'
    await sendFor(phone, cast, who(0).name['zh-CN'], text)
    phone.open(`/me/acted/index?authority=${authority?.ref}`)
    await seen(phone, text)
    // It is the other's own appeal.
    expect(await countOf(server.url, who(0), text)).toBe(1)
    phone.open('/me/authorities/index')

    giver.phone.call('onPullDownRefresh')
    await seen(giver.phone, words('authority.standing.active'))
    press(giver.phone, words('authority.history'))
    await seen(giver.phone, words('authority.event.accepted'))
    press(giver.phone, words('authority.end'))
    await button(giver.phone, words('authority.endYes'))
    press(giver.phone, words('authority.endYes'))
    await seen(giver.phone, words('authority.standing.ended'))
    expect([...giver.phone.state().faults, ...phone.state().faults]).toEqual([])
  },
)

test.each(LETS_NOBODY)('where nobody acts for another, none is offered to: %s', async () => {
  const { phone } = await onPage('me/authorities/index', 0)
  await seen(phone, words('authority.none'))
  for (const name of ['give', 'take', 'paper'] as const)
    expect(phone.has('button', words(`authority.${name}`))).toBe(false)
  phone.open('/settings/index')
  await button(phone, words('signIn.out'))
  expect(phone.has('button', words('mini.acting'))).toBe(false)
  expect(phone.state().faults).toEqual([])
})

test('a number is changed only by whoever shows who they are; going back from that changes nothing', async () => {
  const { phone } = await comesByWechat('me/ways/index', '13800005555')
  await button(phone, words('ways.unlinkOf').replace('{way}', words('ways.phone')))
  press(phone, words('ways.changePhone'))
  await button(phone, words('phone.send'))
  phone.type(words('phone.number'), '13900001234')
  press(phone, words('phone.send'))
  await button(phone, words('prove.sendOwn'))
  phone.back()
  await phone.until(() => phone.has('alert', words('STEP_UP_REQUIRED')), 'that it was not shown')
  press(phone, words('phone.send'))
  await prove(phone)
  const shown = new RegExp(words('phone.shown').replace('{code}', '(\\d{6})'))
  await phone.until(
    () => phone.has('button', words('ways.link')) && shown.test(phone.text()),
    'the code to the new number',
  )
  phone.type(words('phone.code'), shown.exec(phone.text())?.[1] ?? '')
  press(phone, words('ways.link'))
  await seen(phone, '139****1234')
  expect(phone.has('button', words('mini.addWechat'))).toBe(false)
  expect(phone.state().faults).toEqual([])
})

test('another device is signed out from here, and is a guest from then on', async () => {
  const other = await onPage('me/ways/index', 1)
  await seen(other.phone, words('devices.title'))
  const { phone } = await onPage('me/ways/index', 1)
  await button(phone, words('devices.allOut'))
  press(phone, words('devices.allOut'))
  await phone.until(() => phone.state().toasts.includes(words('devices.done')), 'that it is done')
  await phone.until(() => !phone.has('button', words('devices.allOut')), 'one device')
  const again = await hold(server.url, { storage: other.phone.state().storage })
  onTestFinished(() => again.phone.kill())
  await seen(again.phone, words('home.mineGuest'))
})

test('whoever is not told in time who they are sees what is theirs all the same', async () => {
  const storage = { 'civic-pair': await pairOf(server.url, who(1).persona) }
  const { phone } = await hold(server.url, { path: 'me/grants/index', storage }, (network) => {
    network.trouble = (url) => (url.includes('identity.me') ? 500 : null)
  })
  onTestFinished(() => phone.kill())
  await seen(phone, words('grants.noneText'))
  expect(phone.has('button', words('home.signIn'))).toBe(false)
})

test('a copy of everything is fetched and handed on; one that did not come is told', async () => {
  const { phone } = await comesByWechat('me/data/index', '13800005557', {
    answers: {
      downloadFile: { fail: 'downloadFile:fail' },
      shareFileMessage: { fail: 'shareFileMessage:fail cancel' },
    },
  })
  await seen(phone, words('mydata.looksNone'))
  press(phone, words('mydata.copyButton'))
  await prove(phone)
  await phone.until(() => phone.has('alert', words('mini.copyLost')), 'that it did not come')
  phone.answer('downloadFile', { success: { statusCode: 200, tempFilePath: 'wxfile://tmp/copy.zip' } })
  press(phone, words('mydata.copyButton'))
  await button(phone, words('mini.copyHand'))
  press(phone, words('mini.copyHand'))
  await phone.until(() => phone.state().calls.some(({ name }) => name === 'shareFileMessage'), 'the hand-over')
  const fetched = phone.state().calls.find(({ name }) => name === 'downloadFile')
  expect(fetched?.option).toMatchObject({ url: expect.stringMatching(/^https:/) })
  expect(phone.state().faults).toEqual([])
})

test('the end of an account is said before and asked for; as long as one may think it over it is taken back', async () => {
  const { phone } = await comesByWechat('me/data/index', '13800005558')
  await button(phone, words('mydata.deleteLook'))
  press(phone, words('mydata.deleteLook'))
  await seen(phone, words('mydata.erasesText'))
  expect(phone.find('button', words('mydata.deleteYes')).hasAttribute('data-off')).toBe(true)
  phone.tap(phone.find('checkbox', words('mydata.sure')))
  await phone.until(() => !phone.find('button', words('mydata.deleteYes')).hasAttribute('data-off'), 'that it may be')
  press(phone, words('mydata.deleteYes'))
  await prove(phone)
  if (myData && myData.thinkOverDays > 0) {
    await button(phone, words('mydata.keep'))
    press(phone, words('mydata.keep'))
    await button(phone, words('mydata.deleteLook'))
  } else {
    await seen(phone, words('mydata.gone'))
    press(phone, words('mydata.goneHome'))
    await seen(phone, words('home.mineGuest'))
  }
  expect(phone.state().faults).toEqual([])
})

test('signing out is asked for once more, and takes the draft with it', async () => {
  const { phone } = await onPage('settings/index', 0, { storage: { 'civic-draft': '{"text":"x"}' } })
  await button(phone, words('signIn.out'))
  press(phone, words('signIn.out'))
  await phone.until(() => phone.has('dialog', words('leave.title')), 'what follows from it')
  press(phone, words('leave.go'))
  await seen(phone, words('home.mineGuest'))
  const { storage } = phone.state()
  expect([storage['civic-pair'], storage['civic-draft'], storage['civic-left']]).toEqual([undefined, undefined, '1'])
})

test('a guest finds a way in on each page of one’s own', async () => {
  const { phone } = await hold(server.url, { path: 'me/ways/index', storage: { 'civic-left': '1' } })
  onTestFinished(() => phone.kill())
  for (const page of ['ways', 'authorities', 'grants', 'data']) {
    if (page !== 'ways') expect(phone.open(`/me/${page}/index`)).toBeNull()
    await seen(phone, words('mini.signInFirst'))
    expect(phone.has('button', words('home.signIn'))).toBe(true)
    expect(phone.untold()).toEqual([])
  }
  expect(phone.state().faults).toEqual([])
})
