import { expect, test } from 'vitest'
import { world } from '../../test/appeals.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const IN_E1 = { point: { lng: 121.015, lat: 31.005 }, address: '东一网格 3号楼' }
const SUBMIT = { kind: 'complain' as const, category: 'lamp', text: '路灯不亮了，晚上看不见路', place: IN_E1 }

test('an appeal goes round the whole loop: bounce, extension, contact, review, rehandle to another reviewer, archive', async () => {
  const w = await world()
  const { clock } = w.kernel
  const li = await w.resident()
  const [operator, supervisor, reviewer, other] = [
    await w.staff('operator'),
    await w.staff('supervisor'),
    await w.staff('reviewer'),
    await w.staff('reviewer'),
  ]
  const [water, roads] = [await w.staff('handler', 'water'), await w.staff('handler', 'roads')]
  const photo = await w.photo(li)
  const proof = await w.photo(roads)

  const sent = await w
    .as(li)
    .appeals.submit({ ...SUBMIT, photos: [photo], consent: false, contact: { name: '李明', phone: '12300001111' } })
  expect(sent).toMatchObject({ version: 1, status: 'submitted' })
  const { code } = sent
  let version = 1
  const on = () => ({ code, expectedVersion: version })
  const did = (receipt: { version: number }) => (version = receipt.version)

  did(await w.as(operator).workOrders.accept(on()))
  did(await w.as(operator).workOrders.dispatch({ ...on(), bodyCode: 'water', note: 'internal words' }))
  const promised = (await w.as(li).progress.get({ code })).promise
  did(await w.as(water).workOrders.bounce({ ...on(), ground: 'not-ours', note: null }))
  did(await w.as(supervisor).workOrders.ruleBounce({ ...on(), uphold: true, note: null }))
  did(await w.as(operator).workOrders.dispatch({ ...on(), bodyCode: 'roads', note: null }))
  did(await w.as(roads).workOrders.take(on()))
  did(await w.as(roads).workOrders.contact({ ...on(), result: 'reached', note: null }))
  did(await w.as(roads).workOrders.requestExtension({ ...on(), reason: 'parts', days: 2, note: null }))
  did(await w.as(supervisor).workOrders.ruleExtension({ ...on(), grant: true, note: null }))
  clock.advance(DAY)
  did(await w.as(roads).workOrders.giveFeedback({ ...on(), outcome: 'solved', text: '换了新灯泡', photos: [proof] }))
  did(await w.as(reviewer).workOrders.reviewFeedback({ ...on(), pass: true, note: 'well done' }))

  const shown = await w.as(li).progress.get({ code })
  expect(shown).toMatchObject({
    status: 'answered',
    outcome: 'solved',
    reply: { text: '换了新灯泡', body: { en: 'roads' } },
  })
  expect(shown.reply?.photos.map(({ token }) => token)).toEqual([proof])
  expect(shown.photos.map(({ token }) => token)).toEqual([photo])
  expect(shown.timeline.map(({ type }) => type)).toEqual([
    'submitted',
    'accepted',
    'dispatched',
    'bounceRequested',
    'bounceUpheld',
    'dispatched',
    'taken',
    'contactAttempted',
    'extensionGranted',
    'feedbackPassed',
  ])
  expect(shown.timeline.at(-1)).toMatchObject({ text: '换了新灯泡', actorName: null })
  expect(JSON.stringify(shown)).not.toContain('internal words')
  expect(shown.timeline.find(({ type }) => type === 'bounceRequested')).toMatchObject({
    body: { en: 'water' },
    actorName: null,
  })
  expect(promised?.stage).toBe('firstContact')

  did(await w.as(li).ratings.rate({ ...on(), satisfaction: 'dissatisfied', solved: 'notSolved', text: '又坏了' }))
  clock.advance(DAY)
  did(await w.as(li).appeals.rehandle({ ...on(), text: '又坏了' }))
  did(await w.as(operator).workOrders.dispatch({ ...on(), bodyCode: 'roads', note: null }))
  did(await w.as(roads).workOrders.take(on()))
  did(await w.as(roads).workOrders.giveFeedback({ ...on(), outcome: 'solved', text: '换了线路' }))
  await expect(w.as(reviewer).workOrders.reviewFeedback({ ...on(), pass: true, note: null })).rejects.toMatchObject({
    cause: { code: 'SAME_PERSON' },
  })
  did(await w.as(other).workOrders.reviewFeedback({ ...on(), pass: true, note: null }))
  did(await w.as(li).ratings.rate({ ...on(), satisfaction: 'satisfied', solved: 'solved', text: null }))
  did(await w.as(operator).workOrders.archive(on()))

  const end = await w.as(operator).workOrders.get({ code })
  expect(end).toMatchObject({ status: 'archived', round: 2, outcome: 'solved', hasContact: true, version })
  expect(end.steps.map(({ state }) => state)).toEqual([
    'done',
    'done',
    'done',
    'notNeeded',
    'done',
    'done',
    'notNeeded',
    'done',
  ])
  expect(end.timeline).toHaveLength(version)
  expect(end.timeline[2]).toMatchObject({ text: 'internal words', actorName: 'operator' })
  expect(await w.findings(code)).toEqual([])
  await w.close()
})
