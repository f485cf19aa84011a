import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale, ResidentActor } from '@civicgrid/contracts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { boardWorld, HERE, refused, type Board } from '../../../test/board.ts'
import { myDataOf } from '../../../test/my-data.ts'
import { myDataRoute } from '../../http/my-data.route.ts'
import { NO_RATE_LIMITS } from '../../http/rate-limits.ts'

const DAY = 86_400_000
let b: Board
let mine: ReturnType<typeof myDataOf>
let li: ResidentActor

beforeAll(async () => {
  b = await boardWorld()
  mine = myDataOf(b.w, 0)
  li = await b.w.resident({ name: '李紫藤', phone: '12300008888' })
  await mine.sessions.open('resident', li.id, { via: 'phone' })
})
afterAll(() => b.w.close())

/** `GET` of an address, as the server hands it to its route. */
async function get(url: string) {
  const route = myDataRoute({ copies: mine.copies, rateLimits: NO_RATE_LIMITS })
  const answer = await route({
    path: url,
    method: 'GET',
    query: '',
    address: '127.0.0.1',
    requestId: 'test',
    request: new Request('http://x'),
    incoming: {} as IncomingMessage,
    outgoing: {} as ServerResponse,
  })
  return new Uint8Array((await answer?.response.arrayBuffer()) ?? new ArrayBuffer(0))
}
const taken = async (locale: Locale = 'zh-CN') => unzipSync(await get((await mine.as(li).copy({ locale })).url))
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('a copy holds everything of mine, to read and for software, with photos; and nothing of anybody else', async () => {
  const photo = await b.w.photo(li)
  const place = { point: HERE, address: '东一网格 3号楼' }
  const said = { kind: 'complain', category: 'lamp', place } as const
  const sent = await b
    .by(li)
    .appeals.submit({ ...said, text: '<b>紫藤架</b>下的灯不亮', photos: [photo], consent: true })
  await b.by(b.operator).workOrders.viewContact({ code: sent.code, expectedVersion: 1 })
  const strange = await b.by(b.li).appeals.submit({ ...said, text: '别人的话' })
  await mine.places.save(li, 'a-key-of-sixteen-letters', { label: '家', address: '紫藤路一号', lng: 121, lat: 31 })

  const files = await taken()
  expect(Object.keys(files)).toEqual(['index.html', 'data.json', `files/${sent.code}-1.jpg`])
  const page = text(files['index.html'])
  for (const words of ['李紫藤', '12300008888', sent.code, '&lt;b&gt;紫藤架&lt;/b&gt;', '紫藤路一号', '热线中心'])
    expect(page).toContain(words)
  // In the words of the portal and the city's time: a value as it is kept tells a resident nothing.
  for (const words of ['诉求已提交', '同意去掉个人信息后公开', '手机号']) expect(page).toContain(words)
  expect(page).not.toMatch(/submitted|operator|publication|\d{4}-\d\d-\d\dT/)
  const data = JSON.parse(text(files['data.json'])) as Record<string, unknown>
  expect(data).toMatchObject({
    format: 'civicgrid-my-data-1',
    name: '李紫藤',
    appeals: [{ code: sent.code, text: '<b>紫藤架</b>下的灯不亮' }],
    looks: [{ code: sent.code, role: 'operator' }],
    consents: [{ kind: 'publication', value: 'yes' }],
    devices: [{ via: 'phone' }],
    places: [{ address: '紫藤路一号' }],
  })
  expect(text(files[`files/${sent.code}-1.jpg`])).toBe(`bytes of ${photo}`)
  for (const strangers of [strange.code, '别人的话', '李明', '12300004321'])
    expect(page + text(files['data.json'])).not.toContain(strangers)
  expect(text((await taken('en'))['index.html'])).toContain('Who looked at my contact details')
})

test('copies of a day are counted by the log, for all processes, and tomorrow there is another', async () => {
  await expect(mine.as(li).copy({ locale: 'en' })).rejects.toMatchObject(refused('RATE_LIMITED'))
  b.w.kernel.clock.advance(DAY)
  expect(Object.keys(await taken())).toContain('index.html')
})

test('its address is asked for with a proof of just now, is good once, and for five minutes', async () => {
  b.w.kernel.clock.advance(DAY)
  await expect(mine.as(li, { strong: false }).copy({ locale: 'en' })).rejects.toMatchObject(refused('STEP_UP_REQUIRED'))
  const { url, until } = await mine.as(li).copy({ locale: 'en' })
  expect(Date.parse(until)).toBe(b.w.kernel.clock.now() + 5 * 60_000)
  await expect(get(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await get(url)).length).toBeGreaterThan(0)
  await expect(get(url)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const late = await mine.as(li).copy({ locale: 'en' })
  b.w.kernel.clock.advance(5 * 60_000)
  await expect(get(late.url)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
