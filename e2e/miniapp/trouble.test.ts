/** What goes wrong in a hand or on the way: told plainly, nothing lost, nothing sent twice. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { countOf } from '../appeals/behind.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { QuickPhone } from '@civicgrid/miniapp-harness'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { hold, pairOf, wechat, words } from './phones.ts'
import { writing } from './writing.ts'

let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
let signedIn: Record<string, unknown>
beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
  cast = await castOf(server.url)
  signedIn = { 'civic-pair': await pairOf(server.url, resident().persona) }
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

function resident(): Cast['residents'][number] {
  const [first] = cast.residents
  if (!first) throw new Error('the demo has no resident')
  return first
}

const { open, onForm, fill, submit, arrived } = writing(() => ({ url: server.url, cast, storage: signedIn }))

test('a place that WeChat may not tell is asked for again once it is allowed in settings', async () => {
  const held = await onForm({ answers: { chooseLocation: { fail: 'chooseLocation:fail auth deny' } } })
  const { phone } = held
  phone.tap(phone.find('button', words('send.placePick')))
  await phone.until(() => phone.has('alert', words('mini.locationDenied')), 'why')
  const { lng, lat, name } = cast.place
  phone.answer('openSetting', { success: { authSetting: { 'scope.userLocation': true } } })
  phone.answer('chooseLocation', { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } })
  phone.tap(phone.find('button', words('mini.openSettings')))
  await phone.until(() => !phone.has('alert', words('mini.locationDenied')), 'that it is allowed')
  phone.tap(phone.find('button', words('send.placePick')))
  await phone.until(() => phone.has('button', name['zh-CN']), 'the place')
  expect(phone.state().faults).toEqual([])
})

test('a map that is closed without a choice, and an album that is refused, leave the form as it was', async () => {
  const { phone } = await onForm({
    answers: {
      chooseLocation: { fail: 'chooseLocation:fail cancel' },
      chooseMedia: { fail: 'chooseMedia:fail:auth denied' },
    },
  })
  phone.tap(phone.find('button', words('send.placePick')))
  phone.tap(phone.find('button', words('photo.add')))
  await phone.until(() => phone.has('alert', words('mini.albumDenied')), 'why')
  expect(phone.has('alert', words('mini.locationDenied'))).toBe(false)
  expect(phone.state().faults).toEqual([])
})

test('without a network from the third of five photos on: all is kept, and goes once by itself', async () => {
  const held = await onForm()
  const { phone, network } = held
  const text = '第三张照片时断网，路面坑洼'
  await fill(held, text)
  let uploads = 0
  network.trouble = (url) => (url.endsWith('/api/files') && (uploads += 1) > 2 ? 'cut' : null)
  phone.tap(phone.find('button', words('photo.add')))
  await phone.until(() => phone.has('img', '5'), 'five photos')
  submit(held)
  await phone.until(() => phone.text().includes(words('later.kept')), 'that it is kept')
  network.trouble = null
  phone.fire('onNetworkStatusChange', { isConnected: true, networkType: 'wifi' })
  await phone.until(() => phone.text().includes(words('later.sent')), 'that it has gone')
  expect(await countOf(server.url, resident(), text)).toBe(1)
  phone.tap(phone.find('button', words('later.see')))
  await phone.until(() => phone.text().includes(text), 'how it stands')
  const code = phone.state().pages.at(-1)?.query['code'] ?? ''
  expect((await as(server.url, cast.operator).workOrders.get(code)).photos).toHaveLength(5)
  expect(phone.state().faults).toEqual([])
})

test('an answer that was lost on the way makes no second appeal', async () => {
  const held = await onForm()
  const text = '回执丢失，垃圾满溢没人清'
  await fill(held, text)
  let lost = false
  held.network.trouble = (url) => {
    if (lost || !url.includes('appeals.submit')) return null
    lost = true
    return 'lost'
  }
  submit(held)
  await arrived(held)
  expect([lost, await countOf(server.url, resident(), text)]).toEqual([true, 1])
})

test('a program that is killed while it sends goes on by itself at its next start, and it is one appeal', async () => {
  const held = await onForm()
  const text = '提交时被微信关掉，井盖缺损'
  await fill(held, text)
  held.network.trouble = (url) => (url.includes('appeals.submit') ? 'lost' : null)
  submit(held)
  await held.phone.until(() => held.network.seen.some(({ url }) => url.includes('appeals.submit')), 'that it was sent')
  held.phone.hide()
  held.phone.kill()

  const again = await open(held.phone.kept())
  await again.phone.until(() => again.phone.state().toasts.includes(words('later.gone')), 'that it has gone')
  expect(await countOf(server.url, resident(), text)).toBe(1)
  expect(again.phone.state().storage['civic-draft']).toBeUndefined()
  expect(again.phone.state().faults).toEqual([])
})

test.each([
  [500, 'INTERNAL'],
  [429, 'RATE_LIMITED'],
] as const)('%d from the server is told in a sentence, and what was written stays', async (status, sentence) => {
  const held = await onForm()
  await fill(held, '服务器出错时也不能丢，扬尘很大')
  held.network.trouble = (url) => (url.includes('appeals.submit') ? status : null)
  submit(held)
  await held.phone.until(() => held.phone.has('alert', words(sentence)), 'the sentence')
  expect(String(held.phone.state().storage['civic-draft'])).toContain('扬尘很大')
  expect(held.phone.state().faults).toEqual([])
})

test('a phone whose storage is full sends all the same', async () => {
  const held = await onForm({ answers: { setStorageSync: { fail: 'setStorageSync:fail exceed max size' } } })
  const text = '手机存储满了也能提交，积水很深'
  await fill(held, text)
  submit(held)
  await arrived(held)
  expect(await countOf(server.url, resident(), text)).toBe(1)
  expect(held.phone.state().faults).toEqual([])
})

test('whoever gives WeChat no number is told so, and may tap again', async () => {
  const login = standIn.loginCode('openid-in-trouble')
  const { phone } = await hold(server.url, {
    path: 'identity/sign-in/index',
    answers: { login: { success: { code: login } } },
  })
  onTestFinished(() => phone.kill())
  const press = () => phone.tap(phone.find('button', words('mini.signInPhone')))
  await phone.until(() => phone.has('button', words('mini.signInPhone')), 'the button')
  press()
  await phone.until(() => phone.has('alert', words('mini.signInRefused')), 'that none was given')
  phone.answer('getPhoneNumber', { success: { code: standIn.phoneCode('13800007777') } }, true)
  press()
  await phone.until(() => phone.has('button', words('home.mineAll')), 'home')
  expect(phone.state().faults).toEqual([])
})

test('letters 1.6 times as large offer elder mode once: a yes makes letters large, a no is kept', async () => {
  const yes = words('mini.elderYes')
  const large = (phone: QuickPhone) => phone.document.querySelector('wx-page:not([hidden]) .cg-elder') !== null
  for (const [answer, name] of Object.entries({ yes, no: words('mini.elderNo') })) {
    const { phone } = await open({ fontSizeScaleFactor: 1.6 })
    await phone.until(() => phone.has('button', yes), 'the offer')
    expect(large(phone)).toBe(false)
    phone.tap(phone.find('button', name))
    await phone.until(() => !phone.has('button', yes), 'that it is over')
    expect(large(phone)).toBe(answer === 'yes')
    // The next start, and any other page of it, know the answer.
    const next = await open({ ...phone.kept(), fontSizeScaleFactor: 1.6 })
    await next.phone.until(() => next.phone.has('button', words('home.mineAll')), 'home')
    expect(next.phone.has('button', yes)).toBe(false)
    expect(large(next.phone)).toBe(answer === 'yes')
    for (const each of [phone, next.phone]) expect(each.state().faults).toEqual([])
  }
})

test('letters as large as usual are offered nothing', async () => {
  const { phone } = await open()
  await phone.until(() => phone.has('button', words('home.mineAll')), 'home')
  expect(phone.has('button', words('mini.elderYes'))).toBe(false)
})
