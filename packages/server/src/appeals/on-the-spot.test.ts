import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'

// A grid officer on a round: reports what they see, and puts right what can be put right at once.

let w: World
let officer: StaffActor
const E1 = { point: { lng: 121.015, lat: 31.005 } }
beforeAll(async () => {
  w = await world()
  officer = await w.staff('gridOfficer', 'grid-e1', '/tiny/east/eastern/e1')
})
afterAll(() => w.close())

const found = async (category = 'lamp', by = officer) =>
  w.as(by).workOrders.register({ kind: 'report', category, text: '路灯不亮', place: E1, channel: 'desk', photos: [] })
const settled = (by: StaffActor, code: string, expectedVersion: number, photos: string[]) =>
  w.as(by).workOrders.answer({ code, expectedVersion, outcome: 'solved', text: '当场修好', photos })

test('what an officer found and put right on the spot is answered with a photo of it', async () => {
  const { code, version } = await found()
  const { allowedActions } = await w.as(officer).workOrders.get({ code })
  expect(allowedActions).toContain('answer')
  await settled(officer, code, version, [await w.photo(officer)])
  const { status, outcome, reply, timeline } = await w.as(officer).workOrders.get({ code })
  expect([status, outcome, reply?.photos.length]).toEqual(['answered', 'solved', 1])
  expect(timeline.map(({ type, actorRole }) => [type, actorRole])).toEqual(
    ['submitted', 'accepted', 'answered'].map((type) => [type, 'gridOfficer']),
  )
  expect(await w.findings(code)).toEqual([])
})

test('a word without a photo is not enough, and what somebody else found is not theirs to answer', async () => {
  const { code, version } = await found()
  await expect(settled(officer, code, version, [])).rejects.toMatchObject({ cause: { code: 'PHOTO_REQUIRED' } })
  const colleague = await w.staff('gridOfficer', 'grid-e1', '/tiny/east/eastern/e1')
  expect((await w.as(officer).workOrders.get({ code })).allowedActions).toContain('answer')
  await expect(settled(colleague, code, version, [await w.photo(colleague)])).rejects.toMatchObject({
    cause: { code: 'NOT_FOUND' },
  })
})

test('where finder, handler and verifier are three people it is passed on', async () => {
  const { code, version } = await found('building')
  expect((await w.as(officer).workOrders.get({ code })).allowedActions).not.toContain('answer')
  await expect(settled(officer, code, version, [await w.photo(officer)])).rejects.toMatchObject({
    cause: { code: 'SAME_PERSON' },
  })
  expect(
    (await w.as(await w.staff('operator')).workOrders.list({ queue: 'toAccept' })).items.map((item) => item.code),
  ).toContain(code)
})
