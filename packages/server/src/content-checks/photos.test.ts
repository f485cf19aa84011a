import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refused } from '../../test/appeals.ts'
import { checksWorld, type ChecksWorld } from '../../test/content-checks.ts'

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

const withPhoto = async () => {
  const photo = await c.w.photo(c.li)
  const code = await c.sent({ photos: [photo] })
  await c.run()
  return { photo, code }
}
const answered = async (photo: string, suggest: 'pass' | 'risky' | null) => {
  const known = await c.checks.answered({ traceId: c.traceOf(photo), opinion: suggest && { suggest, label: 20002 } })
  await c.run()
  return known
}

test('a photo is shown by an address that opens it, and stands on the board only after the answer has been told', async () => {
  const { photo, code } = await withPhoto()
  expect(c.wx.checked.at(-1)).toMatchObject({ media_url: `https://city.example/files/${photo}`, media_type: 2 })
  expect(await c.stateOf(code)).toEqual({ words: 'passed', [photo]: 'waiting' })
  await expect(c.publish(code, { pictures: [photo] })).rejects.toMatchObject({
    cause: { code: 'CONTENT_UNCHECKED', fields: { 'pictures.0': 'waiting' } },
  })
  expect(await answered(photo, 'pass')).toBe(true)
  await c.publish(code, { pictures: [photo] })
})

test('a photo that is risky keeps nobody from publishing the words without it', async () => {
  const { photo, code } = await withPhoto()
  await answered(photo, 'risky')
  await expect(c.publish(code, { pairs: [{ before: photo, after: photo }] })).rejects.toMatchObject(
    refused('CONTENT_UNCHECKED'),
  )
  await c.publish(code)
})

test('a photo answered twice counts once, and what is answered later does not turn what a publisher decided', async () => {
  const { photo, code } = await withPhoto()
  await answered(photo, 'pass')
  const { version } = await c.order(code)
  expect(await answered(photo, 'pass')).toBe(true)
  expect(await answered(photo, 'risky')).toBe(true)
  expect([(await c.order(code)).version, await c.stateOf(code)]).toEqual([
    version,
    { words: 'passed', [photo]: 'passed' },
  ])
})

test('a photo of which WeChat never told is shown once more, and after hours a publisher looks instead', async () => {
  const { photo, code } = await withPhoto()
  const first = c.traceOf(photo)
  c.w.kernel.clock.advance(39 * MINUTE)
  expect(await c.run()).toBe(0)
  c.w.kernel.clock.advance(2 * MINUTE)
  expect(await c.run()).toBe(1)
  expect(c.traceOf(photo)).not.toBe(first)
  expect(await c.checks.answered({ traceId: first, opinion: { suggest: 'pass', label: 100 } })).toBe(false)
  c.w.kernel.clock.advance(4 * 60 * MINUTE)
  await c.run()
  expect(await c.stateOf(code)).toEqual({ words: 'passed', [photo]: 'unanswered' })
  await c.pass(code)
  await c.publish(code, { pictures: [photo] })
})

test('a photo that WeChat could not fetch is shown once more a minute later', async () => {
  const { photo } = await withPhoto()
  const first = c.traceOf(photo)
  await answered(photo, null)
  c.w.kernel.clock.advance(MINUTE)
  expect(await c.run()).toBe(1)
  expect(c.traceOf(photo)).not.toBe(first)
})

test('a photo that is sent later, with a rating, is checked as well; by the portal it is not', async () => {
  const [mini, portal] = [await c.w.photo(c.li), await c.w.photo(c.li)]
  const code = await c.sent()
  const { version } = await c.order(code)
  const word = { satisfaction: 'neutral', solved: 'partly', text: null } as const
  const rated = await c.w.as(c.li).ratings.rate({ code, expectedVersion: version, ...word, photos: [mini] })
  const words = { code, expectedVersion: rated.version, text: '又坏了' }
  await c.w.as({ ...c.li, face: undefined }).appeals.rehandle({ ...words, photos: [portal] })
  await c.run()
  expect(await c.stateOf(code)).toEqual({ words: 'passed', [mini]: 'waiting' })
})
