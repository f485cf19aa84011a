/** The built mini-program, as WeChat runs it, against the real server: from a stranger's first tap to a rated result. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castOf, as, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { withPhoto, upload } from '../appeals/behind.ts'
import { hold, wechat, words, PHOTO, type Held } from './phones.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'

let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
let held: Held
let code = ''
const TEXT = '小区北门的路灯坏了三天，晚上看不见路'

beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
  cast = await castOf(server.url)
  const { lng, lat, name } = cast.place
  held = await hold(server.url, {
    answers: {
      login: { success: { code: standIn.loginCode('openid-of-somebody') } },
      chooseMedia: { success: { type: 'image', tempFiles: [{ tempFilePath: PHOTO, size: 1000, fileType: 'image' }] } },
      chooseLocation: { success: { name: name['zh-CN'], address: '', longitude: lng, latitude: lat } },
    },
  })
})
afterAll(async () => {
  held?.phone.kill()
  await server?.stop()
  await standIn?.stop()
})

test('a stranger writes, is asked once who they are, and what was written is sent with its photo and place', async () => {
  const { phone } = held
  await phone.until(() => phone.has('button', words('home.send')), 'home')
  phone.tap(phone.find('button', words('home.send')))
  await phone.until(() => phone.text().includes(words('send.what')), 'the form')
  phone.type(words('send.what'), TEXT)
  phone.tap(phone.find('button', words('send.categoryPick')))
  await phone.until(() => phone.has('dialog', words('send.categoryPick')), 'the categories')
  const leaf = withPhoto().name['zh-CN']
  phone.type(words('send.categoryPick'), leaf)
  await phone.until(() => phone.has('button', leaf), 'the category')
  phone.tap(phone.find('button', leaf))
  phone.tap(phone.find('button', words('photo.add')))
  phone.tap(phone.find('button', words('send.placePick')))
  await phone.until(() => phone.has('button', cast.place.name['zh-CN']), 'the place')
  await phone.until(() => phone.has('img', '1'), 'the photo')
  phone.tap(phone.find('button', words('send.submit')))

  await phone.until(() => phone.has('button', words('mini.signInPhone')), 'signing in')
  phone.answer('getPhoneNumber', { success: { code: standIn.phoneCode('13800005678') } }, true)
  phone.tap(phone.find('button', words('mini.signInPhone')))
  await phone.until(() => phone.has('button', words('send.submit')), 'the form again')
  expect(phone.text()).toContain(leaf)
  phone.tap(phone.find('button', words('send.submit')))
  await phone.until(() => phone.text().includes(words('sent.thanks')), 'the receipt')
  code = phone.state().pages.at(-1)?.query['code'] ?? ''
  expect(code).toMatch(/^[0-9A-Z]{13}$/)
})

test('staff works it, and the phone shows where it stands and the result', async () => {
  const { phone } = held
  const operator = as(server.url, cast.operator).workOrders
  const { version, photos, place } = await operator.get(code)
  expect([photos.length, place]).toEqual([1, cast.place.name['zh-CN']])
  const accepted = await operator.accept({ code, expectedVersion: version })
  const bodyCode = cast.handler.body.code
  const { version: dispatched } = await operator.dispatch({
    code,
    expectedVersion: accepted.version,
    bodyCode,
    note: '请尽快',
  })
  const handler = as(server.url, cast.handler)
  const taken = await handler.workOrders.take({ code, expectedVersion: dispatched })
  phone.tap(phone.find('button', words('sent.view')))
  await phone.until(() => phone.text().includes(words('status.inProgress')), 'that it is being worked')

  const told = await handler.workOrders.giveFeedback({
    code,
    expectedVersion: taken.version,
    outcome: 'solved',
    text: '灯已经修好',
    photos: [await upload(handler)],
  })
  const [reviewer] = cast.reviewers
  if (!reviewer) throw new Error('the demo has no reviewer')
  await as(server.url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: told.version, pass: true })
  phone.call('onPullDownRefresh')
  await phone.until(() => phone.text().includes('灯已经修好'), 'the result')
})

test('both questions are asked before a rating counts, and home shows it as rated', async () => {
  const { phone } = held
  phone.tap(phone.find('button', words('rate.action')))
  await phone.until(() => phone.has('button', words('rate.submit')), 'the questions')
  phone.tap(phone.find('button', words('rate.submit')))
  await phone.until(() => phone.has('alert', words('rate.chooseBoth')), 'that both are needed')
  phone.tap(phone.find('radio', words('solvedAnswer.solved')))
  phone.tap(phone.find('radio', words('satisfaction.satisfied')))
  await phone.until(
    () => phone.find('radio', words('satisfaction.satisfied')).getAttribute('aria-checked') === 'true',
    'the choice',
  )
  phone.tap(phone.find('button', words('rate.submit')))
  await phone.until(() => phone.text().includes(words('rate.given')), 'the rating')
  phone.back()
  await phone.until(() => phone.text().includes(words('status.rated')), 'home, with the rated one')
  expect(phone.state().faults).toEqual([])
})
