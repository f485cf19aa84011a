import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ResidentActor } from '@civicgrid/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tinyCity } from '../../test/tiny-city.ts'
import { createAssist, type AssistOptions } from './assist.service.ts'
import { classifierOverHttp } from './classifier.ts'
import { speechOverHttp } from './speech.ts'

/** A helper of a city, as it stands on a machine of its own. */
let helper: Server
let url = ''
let answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void = () => {}
beforeEach(async () => {
  helper = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    answer(request, Buffer.concat(parts), response)
  })
  await new Promise<void>((resolve) => helper.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(helper.address() as AddressInfo).port}/v1`
})
afterEach(async () => {
  helper.closeAllConnections()
  await new Promise((resolve) => helper.close(resolve))
})

const li: ResidentActor = { kind: 'resident', id: 1, jurisdiction: '/tiny' }
const sound = { bytes: Buffer.from('SOUND'), mime: 'audio/webm' }
const failed: string[] = []
const assist = (options: Partial<AssistOptions> = {}) =>
  createAssist({
    city: tinyCity().city,
    files: { heard: async () => sound },
    speech: null,
    classifier: null,
    onError: (what) => failed.push(what),
    ...options,
  })
const over = (timeoutMs = 2000) => ({ url, timeoutMs, token: 'secret-of-the-city' })

test('speech is written down by the city’s helper, which is sent the recording as it is', async () => {
  let seen: unknown
  answer = ({ method, headers }, body, response) => {
    seen = [method, headers['content-type'], headers.authorization, body.toString()]
    response.end(JSON.stringify({ text: '  路灯坏了 ' }))
  }
  expect(await assist({ speech: speechOverHttp(over()) }).transcribe(li, 'x'.repeat(22))).toBe('路灯坏了')
  expect(seen).toEqual(['POST', 'audio/webm', 'Bearer secret-of-the-city', 'SOUND'])
})

test('a city without a helper writes nothing down, and that is no error', async () => {
  expect(await assist().transcribe(li, 'x'.repeat(22))).toBeNull()
})

test.each<[string, typeof answer]>([
  ['answers an error', (_, __, response) => response.writeHead(500).end()],
  ['answers no JSON', (_, __, response) => response.end('<html>')],
  ['answers something else', (_, __, response) => response.end('{"words":1}')],
  ['answers without an end', (_, __, response) => response.end(JSON.stringify({ text: 'x'.repeat(70_000) }))],
  ['sends elsewhere', (_, __, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['never answers', () => {}],
])('a helper that %s is told to the log and not to the resident', async (_what, wrong) => {
  failed.length = 0
  answer = wrong
  const helped = assist({ speech: speechOverHttp(over(300)), classifier: classifierOverHttp(over(300)) })
  expect(await helped.transcribe(li, 'x'.repeat(22))).toBeNull()
  expect(await helped.propose('lamp')).toMatchObject({ by: 'lexicon', items: [{ category: 'lamp' }] })
  expect(failed).toEqual(['speech', 'classifier'])
})

test('a learned classifier goes before the lexicon, as far as it names categories of the city', async () => {
  answer = (_, body, response) => {
    expect(JSON.parse(body.toString())).toEqual({ text: 'lamp' })
    const items = [
      { category: 'litter', share: 0.2 },
      { category: 'dragons', share: 0.9 },
    ]
    response.end(JSON.stringify({ items }))
  }
  const learned = classifierOverHttp(over())
  expect(await assist({ classifier: learned }).propose('lamp')).toEqual({
    by: 'learned',
    items: [{ category: 'litter', share: 0.2 }],
  })
  answer = (_, __, response) => response.end('{"items":[]}')
  expect((await assist({ classifier: learned }).propose('lamp')).by).toBe('lexicon')
})
