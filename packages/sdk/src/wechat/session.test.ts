import { expect, test } from 'vitest'
import type { SessionPair } from '../index.ts'
import { serverThat, type Said, type Seen } from '../server.fixtures.ts'
import { wechatSession } from './index.ts'

const MINUTE = 60_000
const at = (ms: number) => new Date(Date.now() + ms).toISOString()
const pair = (nth: number, lives = 15 * MINUTE): SessionPair => ({
  access: `a${nth}`,
  refresh: `r${nth}`,
  expiresAt: at(lives),
  endsAt: at(86_400_000),
})
const is = (name: string) => (one: Seen) => one.path.endsWith(`identity.${name}`)
const bearer = ({ headers }: Seen) => headers.authorization
const urge = { code: 'A', expectedVersion: 1 }
const cameIn = (nth: number): Said => ({ data: { me: { kind: 'resident' }, pair: pair(nth), link: null } })
const unknown: Said = { data: { me: { kind: 'guest' }, pair: null, link: { step: 's', lastsMs: 5 * MINUTE } } }

/** A phone: what it keeps, the codes it has given, and a server that takes the tokens named. */
async function phone(kept: SessionPair | null, good: string[], signIn: (nth: number) => Said, known = true) {
  const state = { kept, codes: 0, links: [] as string[], wants: true, fails: false, again: () => {} }
  const store = {
    read: () => Promise.resolve(state.kept),
    write: (next: SessionPair | null) => Promise.resolve(void (state.kept = next)),
  }
  const server = await serverThat(
    (one) => {
      if (is('wechatSignIn')(one)) return signIn(state.codes)
      if (is('renew')(one)) return { code: 'UNAUTHENTICATED' }
      return good.includes(bearer(one)?.slice(7) ?? '') || !known ? { data: {} } : { code: 'UNAUTHENTICATED' }
    },
    {
      session: wechatSession({
        store,
        login: () => {
          if (state.fails) return Promise.reject(new Error('login:fail'))
          return Promise.resolve(state.wants ? `code-${(state.codes += 1)}` : null)
        },
        onUnknown: ({ step, again }) => {
          state.links.push(step)
          state.again = again
        },
      }),
    },
  )
  return { ...server, state }
}

test('without a pair a login code is exchanged for one, once however many requests wait', async () => {
  const { civic, seen, state } = await phone(null, ['a1'], cameIn)
  await Promise.all([civic.progress.get('A'), civic.appeals.urge(urge)])
  await civic.progress.get('B')
  expect(seen.filter(is('wechatSignIn')).map(({ input }) => input)).toEqual([{ code: 'code-1' }])
  expect(state.kept?.refresh).toBe('r1')
  expect(new Set(seen.filter((one) => !is('wechatSignIn')(one)).map(bearer))).toEqual(new Set(['Bearer a1']))
})
test('a kept pair speaks, and WeChat is not asked', async () => {
  const { civic, state } = await phone(pair(7), ['a7'], () => 'hang up')
  await civic.progress.get('A')
  expect(state.codes).toBe(0)
})
test('who was signed out speaks no more by the token of before, and who comes in speaks at once', async () => {
  const { civic, seen, state } = await phone(pair(7), ['a7', 'a8'], () => unknown)
  await civic.progress.get('A')
  state.kept = pair(8)
  await civic.progress.get('B')
  state.kept = null
  await civic.progress.get('C').catch(() => null)
  expect([...new Set(seen.map(bearer))]).toEqual(['Bearer a7', 'Bearer a8', undefined])
})
test('a pair that is over leads in again by a new code, and the refused command is sent again with its key', async () => {
  const { civic, seen, state } = await phone(pair(7), ['a1'], cameIn)
  await civic.appeals.urge(urge)
  expect(state.codes).toBe(1)
  const keys = seen.filter((one) => one.path.endsWith('urge')).map(({ headers }) => headers['idempotency-key'])
  expect([keys.length, new Set(keys).size]).toEqual([2, 1])
})
test('who is not known yet is a guest, told so once, and speaks as soon as a pair is written', async () => {
  const { civic, seen, state } = await phone(null, [], () => unknown, false)
  await civic.progress.get('A')
  await civic.progress.get('B')
  expect([state.codes, state.links]).toEqual([1, ['s']])
  state.kept = pair(3)
  await civic.progress.get('C')
  expect(bearer(seen.at(-1) as Seen)).toBe('Bearer a3')
})
test('a step that came to nothing is asked for anew; without that WeChat is left alone until it is over', async () => {
  const { civic, state } = await phone(null, [], () => unknown, false)
  await civic.progress.get('A')
  await civic.progress.get('B')
  expect(state.codes).toBe(1)
  state.again()
  await civic.progress.get('C')
  expect([state.codes, state.links]).toEqual([2, ['s', 's']])
})
test('a login code that is over or was used is followed by a fresh one, and nobody notices', async () => {
  const refused: Said = { code: 'CODE_REFUSED', fields: { code: 'used' } }
  const { civic, state } = await phone(null, ['a2'], (nth) => (nth === 1 ? refused : cameIn(nth)))
  await civic.progress.get('A')
  expect([state.codes, state.kept?.refresh]).toEqual([2, 'r2'])
})
test('where WeChat lets nobody in, one looks around as a guest, and it is not asked with every request', async () => {
  const { civic, state } = await phone(null, [], () => ({ code: 'CODE_REFUSED' }), false)
  await civic.progress.get('A')
  await civic.progress.get('B')
  expect([state.codes, state.kept]).toEqual([2, null])
})
test('where WeChat gives no login code, what needs nobody is read as a guest, and it is asked again with the next request', async () => {
  const { civic, seen, state } = await phone(null, ['a1'], cameIn, false)
  state.fails = true
  await civic.progress.get('A')
  expect(seen.map(bearer)).toEqual([undefined])
  state.fails = false
  await civic.progress.get('B')
  expect(bearer(seen.at(-1) as Seen)).toBe('Bearer a1')
})
test('who chose to be signed out is not signed in again', async () => {
  const { civic, seen, state } = await phone(null, [], cameIn, false)
  state.wants = false
  await civic.progress.get('A')
  expect(seen.filter(is('wechatSignIn'))).toEqual([])
})
