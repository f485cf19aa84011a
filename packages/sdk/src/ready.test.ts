import { describe, expect, test } from 'vitest'
import { demoSession, tokenSession } from './index.ts'
import { serverThat } from './server.fixtures.ts'

describe('ready', () => {
  test('says who is speaking, and asks once for all who wait', async () => {
    const { civic, seen } = await serverThat(() => ({ data: { kind: 'guest' } }))
    const [first, second] = await Promise.all([civic.ready(), civic.ready()])
    expect(first).toEqual({ me: { kind: 'guest' }, error: null })
    expect(second).toBe(first)
    expect(seen).toHaveLength(1)
  })
  test('settles within 3 s when nothing answers', { timeout: 8_000 }, async () => {
    const { civic } = await serverThat(() => 'silence', { session: demoSession({ persona: 'operator' }) })
    const from = performance.now()
    expect(await civic.ready()).toMatchObject({ me: null, error: { code: 'TIMEOUT' } })
    expect(performance.now() - from).toBeLessThan(3_200)
  })
  test('settles when the page’s own token function throws, or never answers', { timeout: 8_000 }, async () => {
    const { civic } = await serverThat(() => 'silence', {
      session: tokenSession(() => Promise.reject(new Error('no wallet'))),
    })
    expect(await civic.ready()).toMatchObject({ me: null, error: { code: 'INTERNAL' } })
    const { civic: stuck } = await serverThat(() => 'silence', {
      session: tokenSession(() => new Promise(() => undefined)),
    })
    expect(await stuck.ready()).toMatchObject({ me: null, error: { code: 'TIMEOUT' } })
  })
  test('asks again after it failed', async () => {
    const { civic } = await serverThat((_, nth) => (nth === 0 ? { code: 'INTERNAL' } : { data: { kind: 'guest' } }))
    expect((await civic.ready()).error?.code).toBe('INTERNAL')
    expect((await civic.ready()).me).toEqual({ kind: 'guest' })
  })
})
