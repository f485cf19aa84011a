import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freshDatabase, startPostgres } from '../../../tools/pg.ts'
import { demoKeyring, openDatabase } from '../../../packages/server/src/kernel/index.ts'
import { readFullCity } from '../city.ts'
import { asFastAsPossible, atRate } from '../load.ts'
import { fact, type Result } from '../report.ts'
import { start } from '../server.ts'
import { SERVER } from '../../../tools/serve.mjs'
import { command, inTurn, query } from '../wire.ts'
import { lifecycles, type Desk } from './lifecycle.ts'
import { submissions } from './submit.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const APPEALS = 2_000

/** The same calls on PostgreSQL, on this machine, over the demo city: no ratio, the figures beside the others. */
export async function onPostgres(desk: Desk): Promise<Result[]> {
  const cluster = await startPostgres({ fsync: true })
  const url = await freshDatabase(cluster.url)
  const env = {
    DATABASE_URL: url,
    FILES_DIR: `${root}bench/data/files-postgresql`,
    NODE_ENV: 'development',
    RATE_LIMITS: 'off',
    SEED_DEMO: 'off',
  }
  const { status } = spawnSync(process.execPath, ['packages/server/src/seed/cli.ts', '--appeals', String(APPEALS)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the demo city was not seeded')
  const db = await openDatabase({ url, keys: demoKeyring() })
  const city = await readFullCity(db)
  const server = await start(SERVER, env)
  const appeal = inTurn(city.appeals)
  const read = await asFastAsPossible(server.url, 32, 4, () => {
    const { code, token } = appeal()
    return query('progress.get', { code }, token)
  })
  const next = await submissions(city, 20_000, desk.category)
  const send = () => {
    const { input, token } = next()
    return command('appeals.submit', input, token)
  }
  const sent = await asFastAsPossible(server.url, 32, 4, send)
  const steady = await atRate(server.url, 20, 10, send)
  const [whole] = await lifecycles(city, server, desk, 'FULL')
  await server.stop()
  await db.close()
  await cluster.stop()
  for (const { failed, firstFailure } of [read, sent, steady]) if (failed > 0) throw new Error(firstFailure ?? 'failed')
  return [
    fact('PostgreSQL, progress', read.perSecond, 'requests/s'),
    fact('PostgreSQL, submit', sent.perSecond, 'requests/s'),
    fact('PostgreSQL, submit at 20 a second: p99', steady.p99, 'ms'),
    ...(whole ? [fact('PostgreSQL, whole lifecycles', whole.value, 'a second')] : []),
  ]
}
