import { expect, test } from 'vitest'
import { pairSession, type SessionPair } from '../index.ts'
import { serverThat, type Said, type Seen } from '../server.fixtures.ts'

const MINUTE = 60_000
const at = (ms: number) => new Date(Date.now() + ms).toISOString()
const pair = (nth: number, lives = 15 * MINUTE): SessionPair => ({
  access: `a${nth}`,
  refresh: `r${nth}`,
  expiresAt: at(lives),
  endsAt: at(86_400_000),
})
function storeOf(first: SessionPair | null) {
  const store = {
    kept: first,
    read: () => Promise.resolve(store.kept),
    write(next: SessionPair | null) {
      store.kept = next
      return Promise.resolve()
    },
  }
  return store
}
const isRenewal = ({ path }: Seen) => path.endsWith('identity.renew')
const bearer = ({ headers }: Seen) => headers.authorization
/** A server that takes the access tokens named, and renews. */
const server = (good: string[], renewed: () => Said, store: ReturnType<typeof storeOf>) =>
  serverThat(
    (one) => {
      if (isRenewal(one)) return renewed()
      return good.includes(bearer(one)?.slice(7) ?? '') ? { data: {} } : { code: 'UNAUTHENTICATED' }
    },
    { session: pairSession({ store }) },
  )
const urge = { code: 'A', expectedVersion: 1 }

test('an access token that is still good is used as it is kept', async () => {
  const { civic, seen } = await server(['a1'], () => 'hang up', storeOf(pair(1)))
  await civic.progress.get('A')
  expect(seen.map(bearer)).toEqual(['Bearer a1'])
})
test('one that ends within a minute is renewed first, once however many requests wait', async () => {
  const store = storeOf(pair(1, MINUTE - 1000))
  const { civic, seen } = await server(['a2'], () => ({ data: pair(2) }), store)
  await Promise.all([civic.progress.get('A'), civic.progress.get('B'), civic.appeals.urge(urge)])
  expect(seen.filter(isRenewal).map(({ input }) => input)).toEqual([{ refresh: 'r1' }])
  expect(store.kept?.refresh).toBe('r2')
})
test('a phone whose clock is two minutes behind finds out by a refusal, renews once and sends all again', async () => {
  const { civic, seen } = await server(['a2'], () => ({ data: pair(2) }), storeOf(pair(1, 2 * MINUTE)))
  await Promise.all([civic.progress.get('A'), civic.appeals.urge(urge)])
  expect(seen.filter(isRenewal)).toHaveLength(1)
})
test('what another page has renewed is taken from the store', async () => {
  const store = storeOf(pair(1))
  const { civic, seen } = await server(['a1', 'a2'], () => 'hang up', store)
  await civic.progress.get('A')
  store.kept = pair(2)
  const { civic: other, seen: there } = await server(['a2'], () => 'hang up', store)
  await other.progress.get('A')
  expect([...seen, ...there].filter(isRenewal)).toEqual([])
})
test('a refresh token that is over signs out; who comes in then speaks at once', async () => {
  const store = storeOf(pair(1, 0))
  const { civic, seen } = await server(['a9'], () => ({ code: 'UNAUTHENTICATED' }), store)
  await expect(civic.progress.get('A')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(store.kept).toBeNull()
  store.kept = pair(9)
  await civic.progress.get('A')
  expect(seen.map(bearer).at(-1)).toBe('Bearer a9')
})
test('without an answer nothing is thrown away', async () => {
  const store = storeOf(pair(1, 0))
  const { civic } = await server([], () => ({ code: 'INTERNAL' }), store)
  await expect(civic.progress.get('A')).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(store.kept?.refresh).toBe('r1')
})
