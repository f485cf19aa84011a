import { existsSync, mkdirSync } from 'node:fs'
import type { StaffActor } from '@civicgrid/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refused } from '../../../test/appeals.ts'
import { integrationDeskWorld, type IntegrationDeskWorld } from '../../../test/integration-desk.ts'
import { byPublicId } from '../integrations.store.ts'
import type { Launch, SandboxSpec } from './sandbox.process.ts'
import { findSandbox, type SandboxRow } from './sandbox.store.ts'
import { createSandboxSupervisor } from './sandbox.supervisor.ts'

const HOUR = 3_600_000
let w: IntegrationDeskWorld
let admin: StaffActor
beforeAll(async () => {
  w = await integrationDeskWorld()
  admin = w.admin
})
afterAll(() => w.close())

/** A server that starts nothing: what it was asked to start, and how to let one end or be used. */
function server() {
  const started: SandboxSpec[] = []
  const stopped: string[] = []
  const ends = new Map<string, () => void>()
  let usedAt = 0
  const launch: Launch = (spec) => {
    mkdirSync(spec.folder, { recursive: true })
    started.push(spec)
    const ended = new Promise<void>((resolve) => ends.set(spec.folder, resolve))
    return {
      ready: Promise.resolve(),
      ended,
      usedAt: () => usedAt,
      stop() {
        stopped.push(spec.folder)
        return Promise.resolve()
      },
    }
  }
  const { kernel, settings } = w
  const supervisor = createSandboxSupervisor({ kernel, settings, launch, cityFolder: '/city', portalFolder: '/portal' })
  return {
    ...supervisor,
    started,
    stopped,
    use: () => (usedAt = w.kernel.clock.now()),
    async crash(spec: SandboxSpec | undefined) {
      ends.get(spec?.folder ?? '')?.()
      await Promise.resolve()
    },
  }
}
const rowOf = async (ref: string): Promise<SandboxRow | undefined> =>
  findSandbox(w.db.read, (await byPublicId(w.db.read, ref))?.id ?? 0)
const closeAll = async (...refs: string[]) => {
  for (const ref of refs) await w.desks(admin).closeSandbox({ ref })
}

test('an engineer opens one: its process runs with the integration’s addresses, and it answers', async () => {
  const ref = await w.draft('一')
  const engineer = await w.engineer(ref)
  const here = server()
  expect(await w.desks(engineer).sandbox({ ref })).toMatchObject({ available: true, state: 'off', credentials: null })
  await w.desks(engineer).openSandbox({ ref })
  expect(w.changes()).toBe(1)
  expect((await w.desks(engineer).sandbox({ ref })).state).toBe('starting')
  await here.tick()
  expect(here.started).toMatchObject([{ port: 45_000, memoryMb: 384, settings: { operator: '邻里通科技' } }])
  await expect.poll(async () => (await w.desks(engineer).sandbox({ ref })).state).toBe('running')
  expect((await w.desks(engineer).sandbox({ ref })).url).toBe('http://localhost:45000')
  await w.desks(engineer).closeSandbox({ ref })
  await here.tick()
  expect(here.stopped).toHaveLength(1)
  expect(await rowOf(ref)).toMatchObject({ wanted: 0, owner: null })
})

test('no more are open than the operator allows, each on a port of its own', async () => {
  const refs = [await w.draft('甲'), await w.draft('乙'), await w.draft('丙')]
  for (const ref of refs.slice(0, 2)) await w.desks(admin).openSandbox({ ref })
  await expect(w.desks(admin).openSandbox({ ref: refs[2] ?? '' })).rejects.toMatchObject({
    cause: { code: 'NOT_ALLOWED_NOW', fields: { sandbox: 'full' } },
  })
  const ports = await Promise.all(refs.slice(0, 2).map(async (ref) => (await rowOf(ref))?.port))
  expect(ports).toEqual([45_000, 45_001])
  await closeAll(...refs.slice(0, 2))
  await w.desks(admin).openSandbox({ ref: refs[2] ?? '' })
  await closeAll(refs[2] ?? '')
})

test('of two servers one runs it; when that one is gone the other does, after the lease', async () => {
  const ref = await w.draft('两台')
  await w.desks(admin).openSandbox({ ref })
  const [one, two] = [server(), server()]
  await one.tick()
  await two.tick()
  expect([one.started.length, two.started.length]).toEqual([1, 0])
  w.kernel.clock.advance(31_000)
  await two.tick()
  expect(two.started).toHaveLength(1)
  await one.tick()
  expect(one.stopped).toHaveLength(1)
  await closeAll(ref)
  await two.tick()
})

test('one that nobody uses closes, what is in it stays, and it says why', async () => {
  const ref = await w.draft('闲置')
  await w.desks(admin).openSandbox({ ref })
  const here = server()
  await here.tick()
  w.kernel.clock.advance(HOUR - 1)
  here.use()
  await here.tick()
  w.kernel.clock.advance(HOUR)
  await here.tick()
  expect(here.stopped).toEqual([])
  w.kernel.clock.advance(1)
  await here.tick()
  expect(here.stopped).toHaveLength(1)
  expect(existsSync(here.started[0]?.folder ?? '')).toBe(true)
  expect(await w.desks(admin).sandbox({ ref })).toMatchObject({ state: 'off', problem: 'idle', url: null })
})

test('one that ends by itself is started again, three times at most', async () => {
  const ref = await w.draft('崩溃')
  await w.desks(admin).openSandbox({ ref })
  const here = server()
  for (let i = 1; i <= 3; i++) {
    await here.tick()
    expect(here.started).toHaveLength(i)
    await here.crash(here.started.at(-1))
  }
  await here.tick()
  expect(here.started).toHaveLength(3)
  expect(await w.desks(admin).sandbox({ ref })).toMatchObject({ state: 'off', problem: 'crashed' })
})

test('begun anew nothing of the old one is left; of a closed integration nothing at all', async () => {
  const ref = await w.draft('重来')
  await w.desks(admin).openSandbox({ ref })
  const here = server()
  await here.tick()
  await w.desks(admin).openSandbox({ ref, fresh: true })
  await here.tick()
  const [old, fresh] = here.started.map(({ folder }) => folder)
  expect(here.stopped).toEqual([old])
  expect([existsSync(old ?? ''), existsSync(fresh ?? '')]).toEqual([false, true])
  await w.desks(admin).close({ ref, reason: '停止' })
  await here.tick()
  expect(here.stopped).toEqual([old, fresh])
  expect(existsSync(fresh ?? '')).toBe(false)
  await expect(w.desks(admin).openSandbox({ ref })).rejects.toMatchObject(refused('WRONG_STATE'))
})

test('nobody else opens it, reads how to come in, or moves its clock', async () => {
  const [ref, other] = [await w.draft('我的'), await w.draft('别人的')]
  const engineer = await w.engineer(other)
  const at = w.desks(engineer)
  for (const call of [
    () => at.sandbox({ ref }),
    () => at.openSandbox({ ref }),
    () => at.closeSandbox({ ref }),
    () => at.moveSandboxClock({ ref, now: '2030-01-01T00:00:00Z' }),
  ])
    await expect(call()).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.desks(engineer).moveSandboxClock({ ref: other, now: '2030-01-01T00:00:00Z' })).rejects.toMatchObject(
    refused('NOT_ALLOWED_NOW'),
  )
})
