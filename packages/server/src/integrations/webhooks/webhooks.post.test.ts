import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startSink, type Sink } from '../../../test/webhooks.ts'
import { addressList } from '../../http/address.ts'
import { createPoster, type Poster } from './webhooks.post.ts'

let sink: Sink
const posters: Poster[] = []
beforeAll(async () => void (sink = await startSink()))
beforeEach(() => {
  sink.answer = () => 204
  sink.got.splice(0)
})
afterAll(async () => {
  for (const poster of posters) poster.close()
  await sink.close()
})

/** Names as some name server would have them. */
function post(url: string, names: Record<string, string[]> = {}, allowed: string[] = [], timeoutMs = 2_000) {
  const resolve = (name: string) => {
    const found = names[name]
    return found ? Promise.resolve(found) : Promise.reject(new Error('no such name'))
  }
  const poster = createPoster({ allowed: addressList(allowed), resolve, timeoutMs })
  posters.push(poster)
  return poster.post(url, { 'webhook-id': 'msg_1' }, '{}')
}
const at = (name: string, scheme = 'http') => `${scheme}://${name}:${sink.port}/hook`

describe('a webhook never reaches', () => {
  test('127.0.0.1 through DNS, with TLS or without', async () => {
    const names = { 'rebound.example': ['127.0.0.1'] }
    expect(await post(at('rebound.example', 'https'), names)).toMatchObject({ result: 'blocked', status: null })
    expect(await post(at('rebound.example'), names)).toMatchObject({ result: 'blocked' })
    expect(sink.got).toEqual([])
  })
  test('a private address that stands beside a public one', async () => {
    const names = { 'two.example': ['1.1.1.1', '::ffff:10.0.0.1'] }
    expect(await post(at('two.example', 'https'), names)).toMatchObject({ result: 'blocked' })
  })
  test('an address that stands in the place of a name, however it is written', async () => {
    for (const name of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0177.0.0.1'])
      expect(await post(at(name, 'https')), name).toMatchObject({ result: 'blocked' })
    expect(sink.got).toEqual([])
  })
  test('127.0.0.1 through a redirect, nor anything else that an answer points to', async () => {
    for (const status of [301, 302, 307, 308]) {
      sink.answer = () => ({ status, headers: { location: `http://127.0.0.1:${sink.port}/secret` } })
      const answer = await post(at('partner.example'), { 'partner.example': ['127.0.0.2'] }, ['127.0.0.2'])
      expect(answer, String(status)).toMatchObject({ result: 'unreachable' })
      // As reached as the operator lets it be: the redirect is a failure, and is not followed.
      const reached = await post(at('partner.example'), { 'partner.example': ['127.0.0.1'] }, ['127.0.0.1'])
      expect(reached).toMatchObject({ result: 'redirected', status })
    }
    expect(sink.got.map(({ path }) => path)).toEqual(Array.from({ length: 4 }, () => '/hook'))
  })
  test('a public address without TLS', async () => {
    expect(await post('http://partner.example/hook', { 'partner.example': ['1.1.1.1'] })).toMatchObject({
      result: 'blocked',
    })
  })
})

test('what the operator allows is reached by its name, and nothing beside it', async () => {
  const names = { 'sink.example': ['127.0.0.1'], 'other.example': ['127.0.0.3'] }
  expect(await post(at('sink.example'), names, ['127.0.0.1'])).toMatchObject({ result: 'ok', status: 204 })
  expect(await post(at('other.example'), names, ['127.0.0.1'])).toMatchObject({ result: 'blocked' })
  expect(sink.got[0]?.headers).toMatchObject({ host: `sink.example:${sink.port}`, 'webhook-id': 'msg_1' })
})

test.each([
  [200, 'ok'],
  [299, 'ok'],
  [404, 'status'],
  [410, 'gone'],
  [503, 'status'],
] as const)('%s is %s', async (status, result) => {
  sink.answer = () => status
  expect(await post(at('127.0.0.1'), {}, ['127.0.0.1'])).toMatchObject({ result, status })
})

test('a name without an address, a closed port, a plain server behind https, and no answer in time are told apart', async () => {
  const allowed = ['127.0.0.1']
  expect((await post(at('nowhere.example', 'https'))).result).toBe('unresolved')
  expect((await post('http://127.0.0.1:1/', {}, allowed)).result).toBe('unreachable')
  expect((await post(at('127.0.0.1', 'https'), {}, allowed)).result).toBe('tls')
  sink.answer = () => 'hang'
  expect((await post(at('127.0.0.1'), {}, allowed, 100)).result).toBe('timeout')
})
