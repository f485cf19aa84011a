/** Ways into the built mini-program, and what goes wrong on them: a clear sentence, and a fresh try by itself where that helps. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { PhoneOptions, QuickPhone } from '@civicgrid/miniapp-harness'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { hold, wechat, words, type Held } from './phones.ts'

let standIn: WeChatStandIn
let server: RunningServer
beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

const SIGN_IN = 'identity/sign-in/index'
const login = (openid: string) => ({ success: { code: standIn.loginCode(openid) } })

async function onSignIn(openid: string, options: PhoneOptions = {}): Promise<Held> {
  const held = await hold(server.url, {
    path: SIGN_IN,
    ...options,
    answers: { login: login(openid), ...options.answers },
  })
  onTestFinished(() => held.phone.kill())
  await held.phone.until(() => held.phone.has('button', words('mini.signInPhone')), 'the button')
  return held
}
/** Says yes to WeChat's own question for the number. */
function byNumber(phone: QuickPhone, code: string): void {
  phone.answer('getPhoneNumber', { success: { code } }, true)
  phone.tap(phone.find('button', words('mini.signInPhone')))
}
/** Home of somebody who is signed in and has sent nothing yet. */
const home = (phone: QuickPhone) => phone.until(() => phone.text().includes(words('home.mineNone')), 'home, signed in')
const press = (phone: QuickPhone, key: Parameters<typeof words>[0]) => phone.tap(phone.find('button', words(key)))
/** Asks for a code to a number; a demo shows it. */
async function codeTo(phone: QuickPhone, number: string): Promise<string> {
  await phone.until(() => phone.has('button', words('mini.signInCode')), 'the other way')
  press(phone, 'mini.signInCode')
  await phone.until(() => phone.has('button', words('phone.send')), 'the field')
  phone.type(words('phone.number'), number)
  press(phone, 'phone.send')
  const shown = new RegExp(words('phone.shown').replace('{code}', '(\\d{6})'))
  await phone.until(() => shown.test(phone.text()), 'the code')
  return shown.exec(phone.text())?.[1] ?? ''
}
async function enterCode(phone: QuickPhone, code: string): Promise<void> {
  phone.type(words('phone.code'), code)
  press(phone, 'phone.enter')
}

test('a login code that was used already is followed by a fresh one, and nobody is asked anything', async () => {
  const { phone } = await onSignIn('openid-known')
  byNumber(phone, standIn.phoneCode('13800005678'))
  await home(phone)
  const used = standIn.loginCode('openid-known')
  await fetch(`${server.url}/trpc/identity.wechatSignIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(32) },
    body: JSON.stringify({ code: used }),
  })

  const again = await hold(server.url, { answers: { login: login('openid-known') } })
  onTestFinished(() => again.phone.kill())
  again.phone.answer('login', { success: { code: used } }, true)
  await home(again.phone)
  expect(again.phone.state().calls.filter(({ name }) => name === 'login')).toHaveLength(2)
  expect(again.phone.state().faults).toEqual([])
})

test('where WeChat lets nobody in, one looks around as a guest and is told so at the button', async () => {
  const { phone } = await onSignIn('openid-refused', { answers: { login: { success: { code: 'made-up' } } } })
  byNumber(phone, standIn.phoneCode('13800009999'))
  await phone.until(() => phone.has('alert', words('mini.wechatNotNow')), 'that it is not possible now')
  expect(phone.state().faults).toEqual([])
})

test('a number’s code that is over or was used is told; the next tap comes in', async () => {
  const { phone } = await onSignIn('openid-late-number')
  byNumber(phone, 'phone-code-over')
  await phone.until(() => phone.has('alert', words('mini.numberAgain')), 'that it is to be tapped again')
  byNumber(phone, standIn.phoneCode('13800006666'))
  await home(phone)
  expect(phone.state().faults).toEqual([])
})

test('an answer that was lost on the way in is no obstacle: WeChat knows them by now', async () => {
  const { phone, network } = await onSignIn('openid-lost')
  let lost = false
  network.trouble = (url) => {
    if (lost || !url.includes('wechatPhoneSignIn')) return null
    lost = true
    return 'lost'
  }
  phone.answer('login', login('openid-lost'))
  byNumber(phone, standIn.phoneCode('13800004444'))
  await home(phone)
  expect(lost).toBe(true)
})

test('by a code to one’s number: a wrong number, a wrong code, then in; the next start asks nothing', async () => {
  const { phone } = await onSignIn('openid-by-message')
  await phone.until(() => phone.has('button', words('mini.signInCode')), 'the other way')
  press(phone, 'mini.signInCode')
  await phone.until(() => phone.has('button', words('phone.send')), 'the field')
  phone.type(words('phone.number'), '12')
  press(phone, 'phone.send')
  await phone.until(() => phone.has('alert', words('phone.numberBad')), 'that it is no number')
  phone.type(words('phone.number'), '13800003333')
  press(phone, 'phone.send')
  const shown = new RegExp(words('phone.shown').replace('{code}', '(\\d{6})'))
  await phone.until(() => shown.test(phone.text()), 'the code')
  const code = shown.exec(phone.text())?.[1] ?? ''
  await enterCode(phone, code === '000000' ? '000001' : '000000')
  await phone.until(() => phone.has('alert', words('CODE_REFUSED')), 'that it is wrong')
  await enterCode(phone, code)
  await home(phone)

  const next = await hold(server.url, { answers: { login: login('openid-by-message') } })
  onTestFinished(() => next.phone.kill())
  await home(next.phone)
})

test('too many wrong codes end that code, and say so; a new one is sent', async () => {
  const { phone } = await onSignIn('openid-guessing')
  const code = await codeTo(phone, '13800002222')
  const wrong = code === '000000' ? '000001' : '000000'
  const asked = () => phone.state().calls.length
  for (let tries = 0; tries < 6; tries++) {
    const before = asked()
    await enterCode(phone, wrong)
    await phone.until(
      () => asked() > before && phone.find('button', words('phone.enter')).getAttribute('data-off') === null,
      'an answer',
    )
  }
  await enterCode(phone, code)
  await phone.until(() => phone.has('alert', words('CODE_REFUSED')), 'that it is over')
  expect(phone.has('button', words('phone.enter'))).toBe(true)
})

test('who was signed out of WeChat’s account comes in by a number of their own, and the two are not linked', async () => {
  const { phone } = await onSignIn('openid-of-the-owner', { storage: { 'civic-left': '1' } })
  const code = await codeTo(phone, '13800001111')
  await enterCode(phone, code)
  await home(phone)
  expect(phone.state().calls.some(({ name }) => name === 'login')).toBe(false)
  expect(phone.state().storage['civic-left']).toBe('1')
})
