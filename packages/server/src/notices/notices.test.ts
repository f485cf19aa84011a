import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CivicError, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'
import { APP, wechatStandIn, type WeChatStandIn } from '../../test/wechat.ts'
import { createWeChat } from '../identity/wechat/wechat-client.ts'
import { catchUp, eraseSubject } from '../kernel/index.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { createNoticesOfCity } from './index.ts'

const MINUTE = 60_000
const ANSWERED = {
  template: 'template-1',
  page: 'appeals/appeal/index?code={code}',
  hint: '请看看处理结果，说说您满意吗',
  fields: { character_string1: 'code', thing2: 'category', phrase3: 'status', time4: 'answeredAt', thing5: 'hint' },
} as const
const SETTINGS = {
  utcOffsetMinutes: 480,
  miniProgram: { appId: APP.appId, server: 'https://city.example', messages: { answered: ANSWERED } },
}

let w: World
let wx: WeChatStandIn
let li: ResidentActor
let operator: StaffActor
let noticing: ReturnType<typeof createNoticesOfCity>
const refused: string[] = []

beforeAll(async () => {
  w = await world()
  wx = await wechatStandIn(() => w.kernel.clock.now())
  const mini = createWeChat({ ...APP, url: wx.url }, () => w.kernel.clock.now())
  const openidOf = async (code: string) => {
    try {
      return (await mini.session(code)).openid
    } catch (error) {
      throw new CivicError('CODE_REFUSED', { message: String(error) })
    }
  }
  const wechat = { openidOf }
  const { kernel, appeals } = w
  const onRefused = (message: string) => void refused.push(message)
  noticing = createNoticesOfCity({ kernel, appeals, wechat, mini, settings: SETTINGS, onRefused })
  li = await w.resident()
  operator = await w.staff('operator')
})
afterAll(async () => {
  await w.close()
  await wx.stop()
})
beforeEach(() => {
  w.kernel.clock.advance(MINUTE)
})

let keys = 0
const key = () => `notice-key-${String((keys += 1)).padStart(8, '0')}`
const tellMe = (code: string, openid: string, actor = li, idempotencyKey = key(), login = wx.loginCode(openid)) =>
  noticing.notices.tellMe({ actor, idempotencyKey }, { code, login })
const submit = async () =>
  (
    await w.as(li).appeals.submit({
      kind: 'consult',
      category: 'lamp',
      text: '路灯什么时候修好',
      place: { point: { lng: 121.0151, lat: 31.0052 } },
    })
  ).code
const answer = (code: string) => w.as(operator).workOrders.answer({ code, expectedVersion: 1, text: '今天就修' })
/** The reader takes what is in the log, and what is due is sent. */
async function delivered() {
  await w.settled()
  for (const reader of noticing.readers) await catchUp(w.db, reader)
  return noticing.send()
}
const sentTo = (openid: string) => wx.messages.filter(({ touser }) => touser === openid)
const statusOf = async (code: string) =>
  (await w.db.read.get<{ status: string; length: number }>(
    `SELECT n."status", length(n."cipher") AS "length" FROM "NoticeWish" n JOIN "Appeal" a ON a."id" = n."appealId" WHERE a."code" = ?`,
    code,
  )) ?? null

test('whoever asked is told once when there is an answer, in the fields of the city’s template', async () => {
  wx.wants('oLi', ANSWERED.template)
  const code = await submit()
  expect(await tellMe(code, 'oLi')).toEqual({ done: true })
  expect(await delivered()).toBe(0)
  await answer(code)
  expect(await delivered()).toBe(1)
  expect(sentTo('oLi')).toEqual([
    {
      touser: 'oLi',
      template_id: 'template-1',
      page: `appeals/appeal/index?code=${code}`,
      lang: 'zh_CN',
      data: {
        character_string1: { value: code },
        thing2: { value: expect.stringMatching(/./) as string },
        phrase3: { value: '请您评价' },
        time4: { value: expect.stringMatching(/^2026-03-0\d \d\d:\d\d$/) as string },
        thing5: { value: ANSWERED.hint },
      },
    },
  ])
  expect(await delivered()).toBe(0)
  // Whom it went to is forgotten.
  expect(await statusOf(code)).toEqual({ status: 'sent', length: 0 })
})

test('an answer of the server that was lost is given again, though the login code is used up', async () => {
  const code = await submit()
  const [same, login] = [key(), wx.loginCode('oWang')]
  await tellMe(code, 'oWang', li, same, login)
  expect(await tellMe(code, 'oWang', li, same, login)).toEqual({ done: true })
  await expect(tellMe(code, 'oWang', li, key(), login)).rejects.toMatchObject({ code: 'CODE_REFUSED' })
})

test('of another resident’s appeal nobody is told', async () => {
  const code = await submit()
  const stranger = await w.resident()
  await expect(tellMe(code, 'oStranger', stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(tellMe('0000000000000', 'oLi')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('while WeChat is busy it is tried again later, and the message comes', async () => {
  wx.wants('oBusy', ANSWERED.template)
  const code = await submit()
  await tellMe(code, 'oBusy')
  await answer(code)
  wx.next(-1, -1)
  expect(await delivered()).toBe(1)
  expect(sentTo('oBusy')).toEqual([])
  expect(await delivered()).toBe(0)
  w.kernel.clock.advance(2 * MINUTE)
  wx.next(45009)
  expect(await delivered()).toBe(1)
  w.kernel.clock.advance(3 * MINUTE)
  expect(await delivered()).toBe(1)
  expect(sentTo('oBusy')).toHaveLength(1)
})

test('who no longer wants it gets none, and a template that does not fit is told to whoever runs the service', async () => {
  const [unwanted, misfit] = [await submit(), await submit()]
  await tellMe(unwanted, 'oNo')
  await answer(unwanted)
  await delivered()
  expect(await statusOf(unwanted)).toEqual({ status: 'unwanted', length: 0 })
  await tellMe(misfit, 'oMisfit')
  await answer(misfit)
  wx.next(47003)
  await delivered()
  expect(await statusOf(misfit)).toEqual({ status: 'failed', length: 0 })
  expect(refused).toEqual(['WeChat answered 47003 (app)'])
})

test('two servers that send at once tell a person once', async () => {
  wx.wants('oTwice', ANSWERED.template)
  wx.wants('oTwice', ANSWERED.template)
  const code = await submit()
  await tellMe(code, 'oTwice')
  await answer(code)
  await w.settled()
  for (const reader of noticing.readers) await catchUp(w.db, reader)
  await Promise.all([noticing.send(), noticing.send()])
  expect(sentTo('oTwice')).toHaveLength(1)
})

test('who deleted their account meanwhile is told nothing', async () => {
  wx.wants('oGone', ANSWERED.template)
  const gone = await w.resident()
  const { code } = await w.as(gone).appeals.submit({
    kind: 'consult',
    category: 'lamp',
    text: '路灯',
    place: { point: { lng: 121.0151, lat: 31.0052 } },
  })
  await tellMe(code, 'oGone', gone)
  await answer(code)
  await w.db.work(async (tx) => eraseSubject(tx, await subjectOfResident(tx, gone.id), w.kernel.clock.now()))
  await delivered()
  expect(sentTo('oGone')).toEqual([])
})

test('a city without templates sends no message', async () => {
  const { kernel, appeals } = w
  const wechat = { openidOf: () => Promise.resolve('oLi') }
  const settings = { utcOffsetMinutes: 480 }
  const none = createNoticesOfCity({ kernel, appeals, wechat, mini: null, settings, onRefused: () => {} })
  const given = { actor: li, idempotencyKey: key() }
  await expect(none.notices.tellMe(given, { code: await submit(), login: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
