import { describe, expect, test } from 'vitest'
import { serverThat, bodyOfError, type Seen, type Said } from '../server.fixtures.ts'

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )
const many = (items: unknown[]): Said => ({ raw: JSON.stringify(items), status: 207 })
const names = ({ path }: Seen) => path.replace('/trpc/', '').split(',')

describe('reads of one tick', () => {
  test('go in one request, and each gets its own answer', async () => {
    const { civic, seen } = await serverThat((one) => many(names(one).map((name) => ({ result: { data: name } }))))
    const answers = await Promise.all([civic.workOrders.counts(), civic.progress.get('A'), civic.identity.me()])
    expect(answers).toEqual(['workOrders.counts', 'progress.get', 'identity.me'])
    expect(seen).toHaveLength(1)
    expect(seen[0]?.query.get('batch')).toBe('1')
    expect(seen[0]?.input).toEqual({ 1: { code: 'A' } })
  })
  test('fail each for itself', async () => {
    const { civic } = await serverThat(() => many([bodyOfError('NOT_FOUND'), { result: { data: [] } }]))
    const [lost, found] = await Promise.all([caught(civic.progress.get('A')), civic.workOrders.counts()])
    expect(lost).toMatchObject({ code: 'NOT_FOUND' })
    expect(found).toEqual([])
  })
  test('all fail when the request as a whole is refused', async () => {
    const { civic } = await serverThat(() => ({ code: 'CLIENT_TOO_OLD' }))
    const errors = await Promise.all([caught(civic.progress.get('A')), caught(civic.identity.me())])
    expect(errors).toEqual([
      expect.objectContaining({ code: 'CLIENT_TOO_OLD' }),
      expect.objectContaining({ code: 'CLIENT_TOO_OLD' }),
    ])
  })
  test('lose an aborted one without harm to its siblings', async () => {
    let answer: (said: Said) => void = () => undefined
    const { civic, seen } = await serverThat(() => new Promise<Said>((resolve) => (answer = resolve)))
    const stop = new AbortController()
    const left = caught(civic.progress.get('A', { signal: stop.signal }))
    const stayed = civic.workOrders.counts()
    await expect.poll(() => seen.length).toBe(1)
    stop.abort()
    expect(await left).toMatchObject({ name: 'AbortError' })
    answer(many([{ result: { data: 'late' } }, { result: { data: ['kept'] } }]))
    expect(await stayed).toEqual(['kept'])
  })
  test('are given up when nobody waits for them any more', { timeout: 5_000 }, async () => {
    const { civic, seen } = await serverThat(() => 'silence')
    const stop = new AbortController()
    const both = ['A', 'B'].map((code) => caught(civic.progress.get(code, { signal: stop.signal })))
    await expect.poll(() => seen.length).toBe(1)
    stop.abort()
    await Promise.all(both)
    await seen[0]?.gone
  })
  test('are split before an address grows too long, and by eight', async () => {
    const { civic, seen } = await serverThat((one) => many(names(one).map(() => ({ result: { data: null } }))))
    await Promise.all(Array.from({ length: 20 }, () => civic.workOrders.counts()))
    expect(seen.map((one) => names(one).length)).toEqual([8, 8, 4])
    seen.length = 0
    await Promise.all(
      Array.from({ length: 4 }, (_, i) => civic.workOrders.search({ words: '路灯不亮'.repeat(20) + String(i) }).page()),
    )
    expect(seen.length).toBeGreaterThan(1)
  })
  test('keep a plain address when there is only one', async () => {
    const { civic, seen } = await serverThat(() => ({ data: {} }))
    await civic.progress.get('A')
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/trpc/progress.get', input: { code: 'A' } })
    expect(seen[0]?.query.has('batch')).toBe(false)
  })
  test('leave commands alone', async () => {
    const { civic, seen } = await serverThat(() => ({ data: {} }))
    const urge = { code: 'A', expectedVersion: 1 }
    await Promise.all([civic.appeals.urge(urge), civic.appeals.urge(urge)])
    expect(seen.map(({ path }) => path)).toEqual(['/trpc/appeals.urge', '/trpc/appeals.urge'])
  })
})
