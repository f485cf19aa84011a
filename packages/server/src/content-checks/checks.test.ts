import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refused } from '../../test/appeals.ts'
import { checksWorld, PLACE, type ChecksWorld } from '../../test/content-checks.ts'
import { eraseAppealsOf } from '../appeals/index.ts'
import { subjectOfResident } from '../identity/people.service.ts'

const MINUTE = 60_000

let c: ChecksWorld
beforeAll(async () => {
  c = await checksWorld()
})
afterAll(() => c.close())
beforeEach(async () => {
  c.w.kernel.clock.advance(MINUTE)
  await c.comesIn(c.li, 'oLi')
})

test('words from the mini-program are published once WeChat has let them through, and not before', async () => {
  const code = await c.sent()
  expect(await c.stateOf(code)).toEqual({ words: 'waiting' })
  expect((await c.order(code)).allowedActions).not.toContain('publish')
  await expect(c.publish(code)).rejects.toMatchObject(refused('CONTENT_UNCHECKED'))
  expect(await c.run()).toBe(1)
  expect(c.wx.checked.at(-1)).toMatchObject({ openid: 'oLi', version: 2, scene: 3, content: '路灯不亮了' })
  expect(await c.stateOf(code)).toEqual({ words: 'passed' })
  await c.publish(code)
  expect(await c.w.findings(code)).toEqual([])
})

test('what is not to be published is not shown to WeChat, and neither is what came by the portal', async () => {
  const before = c.wx.checked.length
  const silent = await c.sent({ consent: false })
  const portal = await c.sent({}, { ...c.li, face: undefined })
  expect(await c.run()).toBe(0)
  expect([c.wx.checked.length - before, (await c.order(silent)).checks, (await c.order(portal)).checks]).toEqual([
    0,
    null,
    null,
  ])
  await c.publish(portal)
})

test('numbers and plates are taken out of what WeChat is shown, and long words are shown whole, in parts', async () => {
  await c.sent({ text: `车牌苏E12345，电话13800001111，${'长'.repeat(3_000)}` })
  const before = c.wx.checked.length
  await c.run()
  const shown = c.wx.checked.slice(before).map(({ content = '' }) => content)
  expect(shown.map((part) => part.length)).toEqual([2_500, shown[1]?.length])
  expect(shown.join('')).toMatch(/^车牌\*\*\*，电话\*\*\*，长{3000}$/)
})

test('risky words stay unpublished for good, while the appeal is worked as any other', async () => {
  const code = await c.sent({ text: '违法的话' })
  await c.run()
  expect(await c.stateOf(code)).toEqual({ words: 'risky' })
  await expect(c.publish(code)).rejects.toMatchObject(refused('CONTENT_UNCHECKED'))
  await expect(c.pass(code)).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  const { version } = await c.order(code)
  const word = { satisfaction: 'satisfied', solved: 'solved', text: null } as const
  await c.w.as(c.li).ratings.rate({ code, expectedVersion: version, ...word })
  expect((await c.order(code)).status).toBe('rated')
})

test('of words that WeChat wants looked at a publisher decides, with a reason that the desk reads and the resident does not', async () => {
  const code = await c.sent({ text: '可疑的话' })
  await c.run()
  expect((await c.order(code)).checks).toEqual([{ part: 'words', state: 'review', label: 20006 }])
  await expect(c.pass(code, c.operator)).rejects.toMatchObject(refused('FORBIDDEN'))
  await c.pass(code)
  expect(await c.stateOf(code)).toEqual({ words: 'passed' })
  expect((await c.order(code)).timeline.at(-1)).toMatchObject({ type: 'contentPassed', text: '看过，没有问题' })
  expect(JSON.stringify(await c.w.as(c.li).progress.get({ code }))).not.toMatch(/content(Passed|Checked)|看过/)
  await c.publish(code)
})

describe('without an answer', () => {
  test('while WeChat is busy it is asked again later; a fault of ours is told to whoever runs the service', async () => {
    const code = await c.sent()
    c.wx.next(-1, -1)
    await c.run()
    expect(await c.run()).toBe(0)
    c.w.kernel.clock.advance(MINUTE)
    c.wx.next(48001)
    expect(await c.run()).toBe(1)
    expect(c.told).toEqual(['WeChat answered 48001 (app)'])
    c.w.kernel.clock.advance(2 * MINUTE)
    await c.run()
    expect(await c.stateOf(code)).toEqual({ words: 'passed' })
  })
  test('for hours, a publisher looks instead', async () => {
    const code = await c.sent()
    c.wx.next(45009)
    await c.run()
    c.w.kernel.clock.advance(4 * 60 * MINUTE)
    await c.run()
    expect(await c.stateOf(code)).toEqual({ words: 'unanswered' })
    await c.pass(code)
    await c.publish(code)
  })
  test('that WeChat could give, a publisher looks at once: it is not configured, or does not know the person', async () => {
    const code = await c.sent()
    await c.run(c.checksBy(null))
    expect(await c.stateOf(code)).toEqual({ words: 'unanswered' })
    const stranger = await c.newcomer()
    const byNumber = await c.sent({}, stranger)
    await c.run()
    expect(await c.stateOf(byNumber)).toEqual({ words: 'unanswered' })
    c.w.kernel.clock.advance(3 * 60 * MINUTE)
    const late = await c.sent()
    await c.run()
    expect(await c.stateOf(late)).toEqual({ words: 'unanswered' })
  })
})

test('two servers that ask at once ask once', async () => {
  const code = await c.sent()
  await c.follow()
  const before = c.wx.checked.length
  await Promise.all([c.checks.run(), c.checks.run()])
  expect(c.wx.checked.length - before).toBe(1)
  expect(await c.stateOf(code)).toEqual({ words: 'passed' })
})

test('of whoever took it back or deleted their account meanwhile WeChat is shown nothing', async () => {
  const gone = await c.newcomer()
  await c.comesIn(gone, 'oGone')
  await c.sent({}, gone)
  const { code } = await c.w
    .as(c.li)
    .appeals.submit({ kind: 'complain', category: 'lamp', text: '算了', consent: true, photos: [], place: PLACE })
  await c.w.as(c.li).appeals.withdraw({ code, expectedVersion: 1, text: null })
  await c.follow()
  await c.w.db.work(async (tx) =>
    eraseAppealsOf(tx, await subjectOfResident(tx, gone.id), c.w.appeals.city, c.w.kernel.clock.now()),
  )
  const before = c.wx.checked.length
  expect(await c.checks.run()).toBe(2)
  expect(c.wx.checked.length).toBe(before)
})
