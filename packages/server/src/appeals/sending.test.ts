import type { Actor } from '@civicgrid/contracts'
import { expect, test } from 'vitest'
import { world, type World } from '../../test/appeals.ts'
import { insertFile } from '../files/files.store.ts'
import { newToken } from '../kernel/index.ts'

const POINT = { lng: 121.015, lat: 31.005 }
const SUBMIT = {
  kind: 'complain' as const,
  category: 'lamp',
  text: '路灯不亮了，晚上看不见路',
  place: { point: POINT },
}

async function recording(w: World, owner: Actor, mime: 'audio/webm' | 'video/mp4' | 'image/jpeg'): Promise<string> {
  const token = newToken(w.kernel.random)
  const owned = { ownerKind: owner.kind, ownerId: 'id' in owner ? owner.id : null }
  const nothing = { width: 0, height: 0, takenAt: null, lng: null, lat: null }
  await w.db.work((tx) =>
    insertFile(tx, {
      token,
      ...owned,
      ...nothing,
      mime,
      bytes: 900,
      sha256: new Uint8Array(32),
      createdAt: w.kernel.clock.now(),
    }),
  )
  return token
}

test('who says nothing of it is reached by any means, for themselves, shown as exactly as anybody', async () => {
  const w = await world()
  const li = await w.resident()
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  expect(await w.as(li).progress.get({ code })).toMatchObject({
    contactPreference: 'any',
    shownPlace: 'exact',
    forAnother: false,
    onBehalfOf: null,
    occurredAt: null,
    recordings: [],
  })
  expect(await w.findings(code)).toEqual([])
  await w.close()
})

test('a wish for messages, a time and a recording reach the resident and the desk alike', async () => {
  const w = await world()
  const li = await w.resident()
  const operator = await w.staff('operator')
  const occurredAt = new Date(w.kernel.clock.now() - 7_200_000).toISOString()
  const [said, filmed] = [await recording(w, li, 'audio/webm'), await recording(w, li, 'video/mp4')]
  const { code } = await w
    .as(li)
    .appeals.submit({ ...SUBMIT, contactPreference: 'message', occurredAt, recordings: [said, filmed] })
  for (const view of [await w.as(li).progress.get({ code }), await w.as(operator).workOrders.get({ code })]) {
    expect(view).toMatchObject({ contactPreference: 'message', occurredAt })
    expect(view.recordings.map(({ token, mime, bytes }) => [token, mime, bytes])).toEqual([
      [said, 'audio/webm', 900],
      [filmed, 'video/mp4', 900],
    ])
    expect(view.photos).toEqual([])
  }
  await w.close()
})

test('a recording is no photo, a photo no recording, and nobody sends what another recorded', async () => {
  const w = await world()
  const [li, wang] = [await w.resident(), await w.resident()]
  const said = await recording(w, li, 'audio/webm')
  const photo = await recording(w, li, 'image/jpeg')
  const refused = (field: string) => expect.objectContaining({ code: 'BAD_INPUT', fields: { [field]: 'unknown' } })
  const submit = (actor: Actor, input: object) => w.as(actor).appeals.submit({ ...SUBMIT, ...input })
  await expect(submit(li, { photos: [said] })).rejects.toMatchObject({ cause: refused('photos.0') })
  await expect(submit(li, { recordings: [photo] })).rejects.toMatchObject({ cause: refused('recordings.0') })
  await expect(submit(wang, { recordings: [said] })).rejects.toMatchObject({ cause: refused('recordings.0') })
  await expect(submit(li, { recordings: [said, said, said, said] })).rejects.toThrow()
  const { code } = await submit(li, { recordings: [said] })
  await expect(submit(li, { recordings: [said] })).rejects.toMatchObject({ cause: refused('recordings.0') })
  expect((await w.as(li).progress.get({ code })).recordings).toHaveLength(1)
  await w.close()
})

test('whom one speaks for is told to the sender, and to staff only by a look that leaves an event', async () => {
  const w = await world()
  const li = await w.resident()
  const operator = await w.staff('operator')
  const { code, version } = await w
    .as(li)
    .appeals.submit({ ...SUBMIT, onBehalfOf: { name: '王桂兰', relation: '母亲' } })
  expect((await w.as(li).progress.get({ code })).onBehalfOf).toEqual({ name: '王桂兰', relation: '母亲' })
  const order = await w.as(operator).workOrders.get({ code })
  expect([order.forAnother, order.onBehalfOf]).toEqual([true, null])
  expect(JSON.stringify(order)).not.toContain('王桂兰')
  const looked = await w.as(operator).workOrders.viewContact({ code, expectedVersion: version })
  expect(looked).toMatchObject({ onBehalfOf: { name: '王桂兰', relation: '母亲' } })
  expect((await w.as(li).progress.get({ code })).timeline.at(-1)?.type).toBe('contactViewed')
  const plain = await w.db.read.all<{ data: string }>('SELECT "data" FROM "Event"')
  expect(JSON.stringify(plain)).not.toContain('王桂兰')
  await w.close()
})

test('who asks for 只显示到小区 is told of to neighbours by more than a kilometre', async () => {
  const w = await world()
  const li = await w.resident()
  await w.as(li).appeals.submit(SUBMIT)
  await w.as(li).appeals.submit({ ...SUBMIT, shownPlace: 'community' })
  const { items } = await w.as({ kind: 'guest' }).appeals.near({ point: POINT })
  expect(items.map(({ lng, lat }) => [lng, lat]).sort()).toEqual([
    [121.015, 31.005],
    [121.01625, 31.00625],
  ])
  await w.close()
})
