import { CivicError, GUEST } from '@civicgrid/contracts'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { publicProcedure, residentProcedure, router } from './procedures.ts'
import type { RequestContext } from './context.ts'
import { callPlainly, plainCall } from './trpc.call.ts'

const words = z.strictObject({ words: z.string().max(5) })
const tried = router({
  things: router({
    say: publicProcedure.input(words).query(({ input }) => ({ said: input.words, nothing: undefined })),
    none: publicProcedure.input(z.void()).query(() => undefined),
    keep: publicProcedure.input(words).mutation(({ input }) => [input.words]),
    full: publicProcedure.query(() => {
      throw new CivicError('OVERLOADED', { message: 'full', retryAfterMs: 1500 })
    }),
    odd: publicProcedure.query(() => {
      throw new RangeError('of a secret')
    }),
    mine: residentProcedure.query(() => 'mine'),
  }),
})

const context: RequestContext = {
  requestId: 'r-1',
  realm: 'resident',
  actor: GUEST,
  sessionToken: null,
  idempotencyKey: null,
  setSession() {},
}

type Sent = readonly [name: string, type: 'query' | 'mutation', input: string]

async function byAdapter([name, type, input]: Sent): Promise<{ status: number; text: string }> {
  const query = type === 'query' && input !== '' ? `?input=${encodeURIComponent(input)}` : ''
  const init =
    type === 'query'
      ? {}
      : { method: 'POST', body: input, headers: { 'content-type': 'application/json; charset=utf-8' } }
  const answer = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://city.test/trpc/${name}${query}`, init),
    router: tried,
    createContext: () => context,
  })
  return { status: answer.status, text: await answer.text() }
}

describe('a call made plainly is answered as by the adapter', () => {
  test.each<Sent>([
    ['things.say', 'query', '{"words":"路灯"}'],
    ['things.say', 'query', '{"words":"much too long"}'],
    ['things.say', 'query', '{"words":"a","more":1}'],
    ['things.say', 'query', ''],
    ['things.say', 'query', 'null'],
    ['things.say', 'query', '{"words"'],
    ['things.none', 'query', ''],
    ['things.none', 'query', '{"words":"a"}'],
    ['things.keep', 'mutation', '{"words":"𠮷"}'],
    ['things.keep', 'mutation', ''],
    ['things.keep', 'mutation', 'no JSON'],
    ['things.full', 'query', ''],
    ['things.odd', 'query', ''],
    ['things.mine', 'query', ''],
  ])('%s, a %s of %s', async (...sent) => {
    const [name, type, input] = sent
    const { status, text } = await callPlainly(tried, { name, type }, context, () => Promise.resolve(input))
    expect({ status, text }).toEqual(await byAdapter(sent))
  })
})

describe('a plain call', () => {
  const sent = (method: string, name: string, query = '', headers: Record<string, string> = {}) =>
    plainCall(tried, { method, names: name.split(','), query, headers })?.type ?? null
  const json = { 'content-type': 'application/json' }

  test('is a known procedure, asked for by its own method, in JSON', () => {
    expect(sent('GET', 'things.say', 'input=1')).toBe('query')
    expect(sent('POST', 'things.keep', '', json)).toBe('mutation')
    expect(sent('POST', 'things.keep', '', { 'content-type': 'Application/JSON ; charset=utf-8' })).toBe('mutation')
  })

  test('is nothing that only the adapter knows or has words for', () => {
    expect(sent('GET', 'things.gone')).toBeNull()
    expect(sent('GET', 'constructor')).toBeNull()
    expect(sent('GET', 'things.keep')).toBeNull()
    expect(sent('POST', 'things.say', '', json)).toBeNull()
    expect(sent('HEAD', 'things.say')).toBeNull()
    expect(sent('POST', 'things.keep')).toBeNull()
    expect(sent('POST', 'things.keep', '', { 'content-type': 'multipart/form-data; boundary=x' })).toBeNull()
    expect(sent('GET', 'things.say,things.none')).toBeNull()
    expect(sent('GET', 'things.say', 'batch=1')).toBeNull()
    expect(sent('GET', 'things.say', '', { accept: 'text/html, application/jsonl' })).toBeNull()
    expect(sent('GET', 'things.say', '', { 'trpc-accept': 'application/jsonl' })).toBeNull()
  })
})
