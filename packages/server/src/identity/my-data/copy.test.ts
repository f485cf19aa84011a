import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor } from '@civicgrid/contracts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { boardWorld, HERE, type Board } from '../../../test/board.ts'
import { myDataOf } from '../../../test/my-data.ts'
import { myDataRoute } from '../../http/my-data.route.ts'
import { NO_RATE_LIMITS } from '../../http/rate-limits.ts'

const DAY = 86_400_000
let b: Board
let mine: ReturnType<typeof myDataOf>
let li: ResidentActor
let token: string

beforeAll(async () => {
  b = await boardWorld()
  mine = myDataOf(b.w, 0)
  li = await b.w.resident({ name: '李紫藤', phone: '12300008888' })
  token = (await mine.sessions.open('resident', li.id, { via: 'phone', strong: true })).token
})
afterAll(() => b.w.close())

/** `GET /api/my-data` as the server hands it to its route. */
async function get(bearer: string | null, { query = 'locale=zh-CN', site = 'same-origin' } = {}) {
  const route = myDataRoute({
    sessions: mine.sessions,
    https: false,
    origins: [],
    copies: mine.copies,
    rateLimits: NO_RATE_LIMITS,
  })
  const headers = { 'sec-fetch-site': site, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) }
  const answer = await route({
    path: '/api/my-data',
    method: 'GET',
    query,
    address: '127.0.0.1',
    requestId: 'test',
    request: new Request('http://x/api/my-data'),
    incoming: { headers, method: 'GET' } as IncomingMessage,
    outgoing: {} as ServerResponse,
  })
  return new Uint8Array((await answer?.response.arrayBuffer()) ?? new ArrayBuffer(0))
}
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

  const files = unzipSync(await get(token))
  expect(Object.keys(files)).toEqual(['index.html', 'data.json', `files/${sent.code}-1.jpg`])
  const page = text(files['index.html'])
  for (const words of ['李紫藤', '12300008888', sent.code, '&lt;b&gt;紫藤架&lt;/b&gt;', '紫藤路一号', '热线中心'])
    expect(page).toContain(words)
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
  expect(text(unzipSync(await get(token, { query: 'locale=en' }))['index.html'])).toContain(
    'Who looked at my contact details',
  )
})

test('copies of a day are counted by the log, for all processes, and tomorrow there is another', async () => {
  await expect(get(token)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: DAY })
  b.w.kernel.clock.advance(DAY)
  await mine.sessions.strengthen(token)
  expect((await get(token)).length).toBeGreaterThan(0)
})

test('a guest, a session without a proof of just now, another site’s page and a language that there is not are refused', async () => {
  const weak = (await mine.sessions.open('resident', li.id, { via: 'phone' })).token
  await expect(get(null)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(get(weak)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  await expect(get(token, { site: 'cross-site' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(get(token, { query: 'locale=fr' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
