import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { askTicket, assertion, challengeOf, hostApp, hostKeys, hostWorld, type HostKeys } from '../../../test/hosts.ts'

// A host publishes its keys at an address and changes them there, without a word to anybody.

type Keys = Awaited<ReturnType<typeof hostKeys>>
let address: Server
let published: Keys[] = []
let fetched = 0
let w: Awaited<ReturnType<typeof hostWorld>>
let old: Keys
let fresh: Keys

beforeAll(async () => {
  ;[old, fresh] = await Promise.all([hostKeys('ES256'), hostKeys('ES256')])
  address = createServer((_request, response) => {
    fetched++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }))
  })
  await new Promise<void>((resolve) => address.listen(0, '127.0.0.1', resolve))
})
afterAll(() => address.close())
beforeEach(async () => {
  // What is kept of an address is kept by the machine's clock.
  vi.useFakeTimers({ toFake: ['Date'] })
  ;[published, fetched] = [[old], 0]
  const at = address.address()
  const port = typeof at === 'object' && at ? at.port : 0
  const app = hostApp('far', [old], { jwks: undefined, jwksUrl: `http://127.0.0.1:${port}/jwks.json` })
  w = await hostWorld({ hosts: [app] })
})
afterEach(async () => {
  await w.server.stop()
  vi.useRealTimers()
})

const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
async function signedBy(keys: HostKeys): Promise<[number, string | undefined]> {
  const { challenge } = await challengeOf(w.server, 'far')
  const client_assertion = await assertion(w.server, 'far', keys)
  const { status, error } = await askTicket(w.server, { client_assertion, subject: 'u', challenge })
  return [status, error?.fields?.assertion]
}

test('a key that a host has just published is taken with its first signature, while the old one still is', async () => {
  expect(await signedBy(old)).toEqual([201, undefined])
  published = [old, fresh]
  later(31_000)
  expect(await signedBy(fresh)).toEqual([201, undefined])
  expect(await signedBy(old)).toEqual([201, undefined])
})

test('a key that a host has taken away is refused as soon as the next one is seen, and after ten minutes anyway', async () => {
  expect(await signedBy(old)).toEqual([201, undefined])
  published = [fresh]
  later(31_000)
  expect(await signedBy(fresh)).toEqual([201, undefined])
  expect(await signedBy(old)).toEqual([401, 'signature'])

  published = [old]
  later(31_000)
  expect(await signedBy(old)).toEqual([201, undefined])
  published = [fresh]
  // Nobody has used the next one: what is kept is too old by then.
  later(10 * 60_000 + 1)
  expect(await signedBy(old)).toEqual([401, 'signature'])
})

test('signatures by keys that nobody knows make the address be asked at most twice a minute', async () => {
  const stranger = await hostKeys('ES256')
  const tries = 12
  for (let i = 0; i < tries; i++) {
    expect(await signedBy(stranger)).toEqual([401, 'signature'])
    later(5_000)
  }
  // At the start, and half a minute after.
  expect(fetched).toBe(2)
  expect(await signedBy(old)).toEqual([201, undefined])
})
