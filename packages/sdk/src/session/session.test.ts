import { describe, expect, test } from 'vitest'
import { cookieSession, demoSession, tokenSession } from '../index.ts'
import { serverThat, type Seen } from '../server.fixtures.ts'

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )
const urge = { code: 'A', expectedVersion: 1 }
const bearer = ({ headers }: Seen) => headers.authorization
const signedIn = (nth: number, expiresAt: string) => ({
  data: { realm: 'resident', token: `t${nth}`, expiresAt, me: { kind: 'guest' } },
})
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const isSignIn = ({ path }: Seen) => path.endsWith('demoSignIn')

describe('a demo session', () => {
  test('signs in once, however many calls wait for it, as the persona asked for', async () => {
    const { civic, seen } = await serverThat((one, nth) => (isSignIn(one) ? signedIn(nth, tomorrow()) : { data: {} }), {
      session: demoSession({ persona: 'resident-li' }),
    })
    await Promise.all([civic.appeals.urge(urge), civic.appeals.urge(urge), civic.progress.get('A')])
    await civic.progress.get('A')
    expect(seen.filter(isSignIn).map(({ input }) => input)).toEqual([{ persona: 'resident-li' }])
    expect(seen.filter((one) => !isSignIn(one)).map(bearer)).toEqual(Array(4).fill('Bearer t0'))
  })
  test('comes in again a minute before its token ends', async () => {
    const { civic, seen } = await serverThat(
      (one, nth) =>
        isSignIn(one)
          ? signedIn(nth, nth === 0 ? new Date(Date.now() + 59_000).toISOString() : tomorrow())
          : { data: {} },
      { session: demoSession({ persona: 'operator' }) },
    )
    await civic.progress.get('A')
    await civic.progress.get('A')
    expect(seen.filter(isSignIn)).toHaveLength(2)
  })
  test('comes in again once when its token is refused, and repeats the refused commands with their keys', async () => {
    const { civic, seen } = await serverThat(
      (one, nth) =>
        isSignIn(one)
          ? signedIn(nth, tomorrow())
          : bearer(one) === 'Bearer t0'
            ? { code: 'UNAUTHENTICATED' }
            : { data: {} },
      { session: demoSession({ persona: 'operator' }) },
    )
    await Promise.all([civic.appeals.urge(urge), civic.appeals.urge(urge), civic.appeals.urge(urge)])
    expect(seen.filter(isSignIn)).toHaveLength(2)
    const keys = seen.filter((one) => !isSignIn(one)).map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(6)
    expect(new Set(keys).size).toBe(3)
  })
  test('gives up when the new token is refused too', async () => {
    const { civic, seen } = await serverThat(
      (one, nth) => (isSignIn(one) ? signedIn(nth, tomorrow()) : { code: 'UNAUTHENTICATED' }),
      {
        session: demoSession({ persona: 'operator' }),
      },
    )
    expect(await caught(civic.appeals.urge(urge))).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(seen).toHaveLength(4)
  })
  test('says so when there is no demo door, and tries again with the next call', async () => {
    const { civic, seen } = await serverThat(
      (one, nth) => (nth === 0 ? { code: 'NOT_FOUND' } : isSignIn(one) ? signedIn(nth, tomorrow()) : { data: {} }),
      {
        session: demoSession({ persona: 'operator' }),
      },
    )
    expect(await caught(civic.progress.get('A'))).toMatchObject({ code: 'NOT_FOUND' })
    await civic.progress.get('A')
    expect(seen).toHaveLength(3)
  })
})

describe('a token session', () => {
  test('asks the page, and tells it when the token is stale', async () => {
    const asked: boolean[] = []
    const { civic, seen } = await serverThat(
      (one) => (bearer(one) === 'Bearer old' ? { code: 'UNAUTHENTICATED' } : { data: {} }),
      {
        session: tokenSession(({ stale }) => {
          asked.push(stale)
          return stale ? 'new' : 'old'
        }),
      },
    )
    await Promise.all([civic.progress.get('A'), civic.appeals.urge(urge)])
    expect(asked).toEqual([false, true])
    expect(seen.map(bearer).filter((token) => token === 'Bearer new')).toHaveLength(2)
  })
  test('speaks as a guest with null, and does not try again when a guest is refused', async () => {
    const { civic, seen } = await serverThat(() => ({ code: 'UNAUTHENTICATED' }), { session: tokenSession(() => null) })
    expect(await caught(civic.appeals.urge(urge))).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(seen.map(bearer)).toEqual([undefined])
  })
})

describe('a cookie session', () => {
  test('lets the browser’s cookie speak, and no other session does', async () => {
    const modes: (string | undefined)[] = []
    const fetch = (_: string, init: RequestInit) => {
      modes.push(init.credentials)
      return Promise.resolve(Response.json({ result: { data: {} } }))
    }
    const { civic } = await serverThat(() => 'silence', { fetch, session: cookieSession() })
    const { civic: other } = await serverThat(() => 'silence', { fetch, session: tokenSession(() => 't') })
    await civic.progress.get('A')
    await other.progress.get('A')
    expect(modes).toEqual(['include', 'omit'])
  })
  test('is not asked for anew when the server refuses it', async () => {
    const { civic, seen } = await serverThat(() => ({ code: 'UNAUTHENTICATED' }))
    expect(await caught(civic.appeals.urge(urge))).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(seen).toHaveLength(1)
  })
})
