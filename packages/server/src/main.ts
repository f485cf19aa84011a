import { compose } from './compose.ts'
import { loadCity } from './city/index.ts'
import { readEnv, type Env } from './env.ts'
import { createLog } from './http/log.ts'
import { testClockRoute } from './http/test-clock.route.ts'
import { listen, type HttpServer } from './http/server.ts'
import { createSandboxInside, tellWhoever } from './integrations/sandbox/sandbox.inside.ts'
import { migrate, openDatabase, shiftableClock, systemClock, systemRandom } from './kernel/index.ts'
import { seedDemo } from './seed/demo.ts'

/** Requests under way get 8 s, the rest of stopping the remainder. */
const STOP_MS = 10_000
/** Enough to see every state, few enough to be there in seconds. */
const SANDBOX_APPEALS = 40

async function main(env: Env): Promise<void> {
  const log = createLog({ level: env.logLevel })
  const sandbox = env.sandboxes.inside === null ? null : createSandboxInside(env.sandboxes.inside)
  const city = loadCity(env.cityFolder, { scale: env.cityScale })
  const applied = await migrate(env.databaseUrl)
  if (applied.length > 0) log.info({ applied: applied.join(' ') }, 'migrated')
  if (env.seedDemo) {
    const { databaseUrl: url, keys, filesFolder } = env
    if (
      await seedDemo({
        url,
        keys,
        city,
        filesFolder,
        seed: '1',
        now: Date.now(),
        ...(sandbox ? { appeals: SANDBOX_APPEALS } : {}),
      })
    )
      log.info('filled with the demo city')
  }
  const db = await openDatabase({
    url: env.databaseUrl,
    keys: env.keys,
    synchronous: env.sqliteSynchronous,
    checkpointThread: true,
  })
  const testClock = env.mode === 'test' ? shiftableClock() : null
  const kernel = { db, clock: sandbox?.clock ?? testClock ?? systemClock, random: systemRandom }
  const extra = sandbox?.routes ?? (testClock ? [testClockRoute(testClock)] : [])
  const service = compose({ env, kernel, city, log, extra })
  let server: HttpServer | undefined
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await service.endStreams()
    await server?.stop()
    await service.stop()
    await db.close()
    log.flush()
    // Everything is closed; the schema engine leaves a timer of ten seconds behind on PostgreSQL, which nobody waits for.
    process.exit(0)
  }
  // Before anybody can know that we are here: whoever starts us may stop us at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  await sandbox?.prepare(kernel, city.tree.pathOf(city.tree.root.code))
  await service.prepare()
  server = await listen(service.listener, { port: env.port, host: env.host })
  if (sandbox) tellWhoever(sandbox, () => void stop())

  const address = env.publicUrl ?? `http://localhost:${server.port}`
  const { name } = city.city.settings
  process.stdout.write(`${name['zh-CN']} ${name.en}\n  residents  ${address}/\n  desk       ${address}/desk\n`)
  if (!env.production) {
    const personas = await service.services.identity.demoPersonas()
    const lines = personas.map(
      ({ persona, name: who, about }) => `    ${persona.padEnd(18)} ${who['zh-CN']}  ${about['zh-CN']}`,
    )
    process.stdout.write(`  sign in as one of these, on either page:\n${lines.join('\n')}\n`)
  }
}

try {
  await main(readEnv())
} catch (error) {
  process.stderr.write(`CivicGrid does not start:\n${error instanceof Error ? error.message : String(error)}\n`)
  // What is open already, the database and its readers, would keep the process alive.
  process.exit(1)
}
