import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StaffRole } from '@civicgrid/contracts'
import { compose, type Service } from '../src/compose.ts'
import { loadCity, type LoadedCity } from '../src/city/index.ts'
import { readEnv } from '../src/env.ts'
import { createLog } from '../src/http/log.ts'
import { listen } from '../src/http/server.ts'
import { testClockRoute } from '../src/http/test-clock.route.ts'
import { registerResident, registerStaff } from '../src/identity/register.ts'
import { createSessions } from '../src/identity/sessions/sessions.ts'
import { testKernel, type TestKernel } from './harness.ts'

/** The whole service on a database of its own and a free port, as `main.ts` composes it. */
export interface TestService extends TestKernel {
  readonly service: Service
  readonly city: LoadedCity
  readonly url: string
  /** Every line of the log so far. */
  readonly logged: string[]
  /** Registers a resident. @returns their id and a session token */
  resident(name?: string): Promise<{ id: number; token: string }>
  staff(role: StaffRole, bodyCode?: string | null): Promise<{ id: number; token: string }>
  /** Waits until all readers have taken what is in the log. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export async function startService(env: Record<string, string> = {}): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-service-'))
  const name = env.CITY ?? process.env.TEST_CITY ?? 'haitang'
  const city = loadCity(join(import.meta.dirname, '../../../cities', name))
  const database = await testKernel()
  const { kernel } = database
  const { clock } = kernel
  const logged: string[] = []
  const service = compose({
    env: readEnv({
      NODE_ENV: 'test',
      CITY: name,
      DATABASE_URL: database.url,
      FILES_DIR: folder,
      SEED_DEMO: 'off',
      ...env,
    }),
    kernel,
    city,
    log: createLog({ level: 'info', destination: { write: (line: string) => void logged.push(line) } }),
    extra: [testClockRoute(clock)],
  })
  await service.prepare()
  const server = await listen(service.listener, { port: 0, host: '127.0.0.1' })
  const sessions = createSessions(kernel)
  const root = city.tree.pathOf(city.tree.root.code)
  let phones = 13_900_000_000
  return {
    ...database,
    service,
    city,
    url: `http://127.0.0.1:${server.port}`,
    logged,
    async resident(name = '李明') {
      const { id } = await kernel.db.work((tx) =>
        registerResident(tx, { jurisdiction: root, name, phone: String((phones += 1)), now: clock.now() }),
      )
      return { id, token: (await sessions.open('resident', id, { via: 'demo' })).token }
    },
    async staff(role, bodyCode = null) {
      const grant = { role, areaPath: root, bodyCode, from: 0, until: null }
      const id = await kernel.db.work((tx) => registerStaff(tx, { name: role, roles: [grant] }))
      return { id, token: (await sessions.open('staff', id, { via: 'demo' })).token }
    },
    settled: () => service.idle(),
    async stop() {
      await service.endStreams()
      await server.stop()
      await service.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
