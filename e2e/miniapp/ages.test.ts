/** A program and a service that are not of one age, and a service that has too much to do: each in a plain sentence. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countOf, sent } from '../appeals/behind.ts'
import { castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { Answered } from '@civicgrid/miniapp-harness'
import { pairOf, words } from './phones.ts'
import { writing } from './writing.ts'

let server: RunningServer
let cast: Cast
let signedIn: Record<string, unknown>
beforeAll(async () => {
  server = await startServer()
  cast = await castOf(server.url)
  signedIn = { 'civic-pair': await pairOf(server.url, resident().persona) }
})
afterAll(() => server?.stop())

function resident(): Cast['residents'][number] {
  const [first] = cast.residents
  if (!first) throw new Error('the demo has no resident')
  return first
}
const { open, onForm, fill, submit, arrived } = writing(() => ({ url: server.url, cast, storage: signedIn }))
const refusal = (statusCode: number, code: string, message = '', header: Record<string, string> = {}): Answered => ({
  statusCode,
  data: JSON.stringify({ error: { data: { civic: { code, message, retryable: statusCode === 429 } } } }),
  header,
})

test('where the service asks for a pause of a second, the next try comes after it, and nobody reads of it', async () => {
  const held = await onForm()
  const text = '人太多要等一等，乱停车'
  await fill(held, text)
  const at: number[] = []
  held.network.trouble = (url) => {
    if (!url.includes('appeals.submit')) return null
    at.push(Date.now())
    return at.length === 1 ? refusal(429, 'RATE_LIMITED', '', { 'Retry-After': '1' }) : null
  }
  submit(held)
  await arrived(held)
  const [first = 0, second = 0] = at
  expect(at).toHaveLength(2)
  expect(second - first).toBeGreaterThanOrEqual(995)
  expect(await countOf(server.url, resident(), text)).toBe(1)
})

test('a long pause is told at once, and nobody is asked again before', async () => {
  const held = await onForm()
  await fill(held, '要等一分钟的事，店外经营')
  let asked = 0
  held.network.trouble = (url) => {
    if (!url.includes('appeals.submit')) return null
    asked += 1
    return refusal(429, 'RATE_LIMITED', '', { 'Retry-After': '60' })
  }
  submit(held)
  await held.phone.until(() => held.phone.has('alert', words('RATE_LIMITED')), 'the sentence')
  expect([asked, held.phone.state().faults]).toEqual([1, []])
})

/** Every appeal in an answer, however it lies there. */
function each(value: unknown, change: (appeal: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const inner of Object.values(value)) each(inner, change)
  if ('status' in value && 'category' in value) change(value as Record<string, unknown>)
}

test('what a newer service says in words of its own is told plainly, and nothing breaks', async () => {
  const { code } = await sent(server.url, cast, resident(), '新版本的服务，公厕脏损')
  const change = (appeal: Record<string, unknown>) => {
    Object.assign(appeal, { status: 'heardByNeighbours', kind: 'wish', hologram: { depth: 3 }, promise: null })
    if (Array.isArray(appeal['allowedActions'])) appeal['allowedActions'] = ['teleport', 'supplement']
    if (Array.isArray(appeal['timeline']))
      appeal['timeline'].push({ ...appeal['timeline'][0], seq: 99, type: 'hologramShown', actorRole: 'oracle' })
  }
  const { phone, network } = await open({ path: 'appeals/mine/index' }, (given) => {
    given.rewrite = (_, answer) => {
      const said: unknown = JSON.parse(answer.data)
      each(said, change)
      return { ...answer, data: JSON.stringify(said) }
    }
  })
  await phone.until(() => phone.text().includes(words('appeal.newStep')), 'the list')
  phone.open(`/appeals/appeal/index?code=${code}`)
  await phone.until(() => phone.has('button', words('supplement.action')), 'the appeal')
  expect(phone.text()).toContain(words('appeal.noClock'))
  for (const raw of ['heardByNeighbours', 'hologram', 'teleport', 'oracle', 'undefined'])
    expect(phone.text()).not.toContain(raw)
  expect([phone.state().faults, network.seen.length > 0]).toEqual([[], true])
})

test.each([
  [
    'an older service that lacks what is asked of it',
    refusal(404, 'NOT_FOUND', 'no such procedure'),
    'mini.serverOlder',
  ],
  ['a service that no longer takes this version', refusal(426, 'CLIENT_TOO_OLD'), 'mini.tooOld'],
  ['a newer service that refuses in a word of its own', refusal(409, 'MOON_FULL'), 'INTERNAL'],
  [
    'something between that answers with a page of its own',
    { statusCode: 502, data: '<html>', header: {} },
    'OVERLOADED',
  ],
] as const)('%s is told in a plain sentence', async (_, answer, sentence) => {
  const { phone } = await open({ path: 'appeals/mine/index' }, (network) => {
    network.trouble = (url) => (url.includes('appeals.mine') ? answer : null)
  })
  await phone.until(() => phone.text().includes(words(sentence)), 'the sentence')
  expect(phone.state().faults).toEqual([])
})

test('a newer program that has been fetched is offered once, and begins anew only on a yes', async () => {
  const { phone } = await open()
  phone.answer('UpdateManager.applyUpdate', { success: {} })
  const applied = () => phone.state().calls.filter(({ name }) => name === 'UpdateManager.applyUpdate').length
  const asked = () => phone.state().calls.filter(({ name }) => name === 'showModal').length
  phone.answer('showModal', { success: { confirm: false, cancel: true } }, true)
  phone.fire('UpdateManager.onUpdateReady', {})
  await phone.until(() => asked() === 1, 'the question')
  expect(applied()).toBe(0)
  phone.fire('UpdateManager.onUpdateReady', {})
  await phone.until(() => applied() === 1, 'the new one')
  expect(phone.state().faults).toEqual([])
})
