import { ERRORS } from '@civicgrid/contracts/constants'
import { expect, test } from 'vitest'
import { bodyOfError, serverThat } from '../server.fixtures.ts'
import { begunName, type Begun } from './begun.ts'

const ME = { kind: 'guest' }
const of = (reads: [path: string, input?: object][], said: unknown, status = 207): Begun => ({
  reads: reads.map(([path, input]) => begunName(path, input)),
  answer: Promise.resolve(
    said === null ? null : { status, text: JSON.stringify(said), header: (): string | null => null },
  ),
})
const both: [string, object?][] = [['identity.me'], ['progress.get', { code: 'A' }]]
const asked = { data: 'asked' }

test('what was begun is not asked again, and each read has its own answer', async () => {
  const begun = of(both, [{ result: { data: ME } }, { result: { data: { code: 'A' } } }])
  const { civic, seen } = await serverThat(() => asked, { begun })
  expect(await Promise.all([civic.progress.get('A'), civic.identity.me()])).toEqual([{ code: 'A' }, ME])
  expect(seen).toEqual([])
})

test('it is taken once, and only by the same read', async () => {
  const begun = of(both, [{ result: { data: ME } }, { result: { data: { code: 'A' } } }])
  const { civic } = await serverThat(() => asked, { begun })
  expect(await civic.progress.get('B')).toBe('asked')
  expect(await civic.progress.get('A')).toEqual({ code: 'A' })
  expect(await civic.progress.get('A')).toBe('asked')
})

test('a refusal is its own alone; one that may pass is asked again', async () => {
  const begun = of(both, [bodyOfError('OVERLOADED'), bodyOfError('NOT_FOUND')])
  const { civic, seen } = await serverThat(() => asked, { begun })
  await expect(civic.progress.get('A')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await civic.identity.me()).toBe('asked')
  expect(seen.map(({ path }) => path)).toEqual(['/trpc/identity.me'])
})

test('where no answer came it is asked as if nothing had been begun', async () => {
  const { civic, seen } = await serverThat(() => asked, { begun: of(both, null) })
  expect(await civic.identity.me()).toBe('asked')
  expect(seen).toHaveLength(1)
})

test('one that hangs is waited for as long as any, then asked again', async () => {
  // Long enough that the second answer, a real one, never misses it on a busy machine.
  const begun: Begun = { reads: ['identity.me'], answer: new Promise(() => undefined) }
  const { civic } = await serverThat(() => asked, { begun, timeoutMs: 1_000 })
  expect(await civic.identity.me()).toBe('asked')
})

test('whoever has given a command is not answered by what was asked before it', async () => {
  const begun = of(both, [{ result: { data: ME } }, { result: { data: null } }])
  const { civic } = await serverThat(() => asked, { begun })
  await civic.identity.signOut()
  expect(await civic.identity.me()).toBe('asked')
})

test('refused as a whole, it is everybody’s refusal', async () => {
  const { status } = ERRORS.CLIENT_TOO_OLD
  const { civic } = await serverThat(() => asked, { begun: of(both, bodyOfError('CLIENT_TOO_OLD'), status) })
  await expect(civic.identity.me()).rejects.toMatchObject({ code: 'CLIENT_TOO_OLD' })
})
