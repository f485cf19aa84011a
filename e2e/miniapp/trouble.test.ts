/** What goes wrong in a hand or on the way: told plainly, nothing lost, nothing sent twice. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { countOf, withoutPhoto } from '../appeals/behind.ts'
import { castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import type { PhoneOptions } from '@civicgrid/miniapp-harness'
import { hold, pairOf, wechat, words, PHOTO, type Held } from './phones.ts'

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

/** A phone on the form of an appeal. */
async function onForm(options: PhoneOptions = {}): Promise<Held> {
  const { lng, lat, name } = cast.place
  const held = await hold(server.url, {
    storage: signedIn,
    path: `appeals/send/index?category=${withoutPhoto().code}`,
    ...options,
    answers: {
      chooseMedia: {
        success: {
          type: 'image',
          tempFiles: Array.from({ length: 5 }, () => ({ tempFilePath: PHOTO, size: 1, fileType: 'image' })),
        },
      },
      chooseLocation: { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } },
      ...options.answers,
    },
  })
  onTestFinished(() => held.phone.kill())
  await held.phone.until(() => held.phone.has('button', withoutPhoto().name['zh-CN']), 'the form')
  return held
}
async function fill({ phone }: Held, text: string): Promise<void> {
  phone.type(words('send.what'), text)
  phone.tap(phone.find('button', words('send.placePick')))
  await phone.until(() => phone.has('button', cast.place.name['zh-CN']), 'the place')
}
const submit = ({ phone }: Held) => phone.tap(phone.find('button', words('send.submit')))
const arrived = ({ phone }: Held) => phone.until(() => phone.text().includes(words('sent.thanks')), 'the receipt')

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

test('without a network from the third of five photos on: it says so, keeps all, and then goes once', async () => {
  const held = await onForm()
  const { phone, network } = held
  const text = '第三张照片时断网，路面坑洼'
  await fill(held, text)
  // They go as soon as they are chosen, one after another.
  const keys = () =>
    new Set(network.seen.filter(({ url }) => url.endsWith('/api/files')).map(({ header }) => header['idempotency-key']))
  network.trouble = (url) => (url.endsWith('/api/files') && keys().size > 2 ? 'cut' : null)
  phone.tap(phone.find('button', words('photo.add')))
  await phone.until(
    () => phone.has('button', words('photo.retry').replace('{n}', '3')),
    'that the third did not get through',
  )
  expect(phone.has('button', words('photo.retry').replace('{n}', '4'))).toBe(false)
  submit(held)
  await phone.until(() => phone.text().includes(words('mini.keptHere')), 'that it is kept')
  expect(phone.text()).toContain(words('photo.failed'))
  network.trouble = null
  submit(held)
  await arrived(held)
  expect(await countOf(server.url, resident(), text)).toBe(1)
  // Each has its key, however often it was tried.
  expect(keys().size).toBe(5)
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

test('a program that is killed while it sends finds everything again, and it goes once', async () => {
  const held = await onForm()
  const text = '提交时被微信关掉，井盖缺损'
  await fill(held, text)
  held.network.trouble = (url) => (url.includes('appeals.submit') ? 'lost' : null)
  submit(held)
  await held.phone.until(() => held.network.seen.some(({ url }) => url.includes('appeals.submit')), 'that it was sent')
  held.phone.hide()
  const { storage } = held.phone.state()
  held.phone.kill()

  const again = await onForm({ storage })
  expect(again.phone.text()).toContain(words('send.draftBack'))
  submit(again)
  await arrived(again)
  expect(await countOf(server.url, resident(), text)).toBe(1)
  expect(again.phone.state().storage['civic-draft']).toBeUndefined()
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

test('a number that is refused, and a code that was used already, are told; a fresh one comes in', async () => {
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
  const used = standIn.phoneCode('13800007777')
  phone.answer('getPhoneNumber', { success: { code: `${used}-of-another-phone` } }, true)
  press()
  await phone.until(() => phone.has('alert', words('CODE_REFUSED')), 'that it is not taken')
  phone.answer('getPhoneNumber', { success: { code: used } }, true)
  press()
  await phone.until(() => phone.has('button', words('home.mineAll')), 'home')
  expect(phone.state().faults).toEqual([])
})

test('letters 1.6 times as large offer elder mode, once', async () => {
  const { phone } = await hold(server.url, { storage: signedIn, fontSizeScaleFactor: 1.6 })
  onTestFinished(() => phone.kill())
  await phone.until(() => phone.has('button', words('mini.elderYes')), 'the offer')
  phone.tap(phone.find('button', words('mini.elderYes')))
  await phone.until(() => !phone.has('button', words('mini.elderYes')), 'that it is over')
  expect(String(phone.state().storage['civic-prefs'])).toContain('"elder":true')
})
