import { parseArgs } from 'node:util'
import { loadCity } from '../city/index.ts'
import { readEnv } from '../env.ts'
import { migrate } from '../kernel/index.ts'
import { dumpHash, seedDemo } from './demo.ts'

/**
 * Fills the database that DATABASE_URL names:
 *   node packages/server/src/seed/cli.ts [--seed 1] [--now 2026-06-01T08:00:00Z] [--hash]   the demo city
 *   node packages/server/src/seed/cli.ts --scale taicang [--appeals 1660000]               a whole city's year
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    now: { type: 'string' },
    hash: { type: 'boolean', default: false },
    scale: { type: 'string' },
    appeals: { type: 'string' },
  },
})
const env = readEnv()
const now = values.now === undefined ? Date.now() : Date.parse(values.now)
if (Number.isNaN(now)) throw new Error(`--now ${values.now} is not an instant`)
if (env.production) throw new Error('a production database is not seeded')

await migrate(env.databaseUrl)
const city = loadCity(env.cityFolder, { scale: values.scale })
const common = { url: env.databaseUrl, keys: env.keys, city, seed: values.seed, now }
if (values.scale === undefined) {
  const filled = await seedDemo({
    ...common,
    filesFolder: env.filesFolder,
    ...(values.appeals ? { appeals: Number(values.appeals) } : {}),
  })
  process.stdout.write(filled ? 'seeded\n' : 'the database was not empty; nothing was done\n')
} else {
  const { seedScale } = await import('./scale/scale.ts')
  const appeals = Number(values.appeals ?? 1_660_000)
  const started = performance.now()
  await seedScale({
    ...common,
    appeals,
    residents: Math.ceil(appeals / 50),
    onProgress(done) {
      if (done % 20_000 !== 0 && done !== appeals) return
      const seconds = (performance.now() - started) / 1000
      process.stdout.write(`${done} of ${appeals} appeals, ${Math.round(seconds)} s\n`)
    },
  })
}
if (values.hash) process.stdout.write(`${await dumpHash(env.databaseUrl, env.keys)}\n`)
