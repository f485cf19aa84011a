import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadCity } from '../city/index.ts'
import { readEnv } from '../env.ts'
import { migrate, openDatabase, systemClock, systemRandom } from '../kernel/index.ts'
import { importAppeals } from './import.ts'
import { importMap } from './map.ts'
import { reportText } from './report.ts'
import { ImportMistake } from './mistake.ts'

/**
 * npm run import:appeals -- FILE [--map map.json] [--report report.json]
 * Takes a CSV or XLSX file of old orders into the database that DATABASE_URL names. Ctrl-C stops it after the rows under
 * way; run it again to go on.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { map: { type: 'string' }, report: { type: 'string' } },
})
const [file] = positionals
if (file === undefined || positionals.length > 1) {
  process.stderr.write('npm run import:appeals -- FILE.csv|FILE.xlsx [--map map.json] [--report report.json]\n')
  process.exit(2)
}
const parsed = importMap.safeParse(values.map === undefined ? {} : JSON.parse(readFileSync(values.map, 'utf8')))
if (!parsed.success) {
  process.stderr.write(
    parsed.error.issues.map(({ path, message }) => `${values.map} ${path.join('.')}: ${message}\n`).join(''),
  )
  process.exit(2)
}

const env = readEnv()
await migrate(env.databaseUrl)
const db = await openDatabase({ url: env.databaseUrl, keys: env.keys, synchronous: env.sqliteSynchronous })
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
try {
  const report = await importAppeals({
    kernel: { db, clock: systemClock, random: systemRandom },
    city: loadCity(env.cityFolder, { scale: env.cityScale }),
    file,
    map: parsed.data,
    signal: stopping.signal,
    onProgress: (rows) => process.stderr.write(`\r${rows} rows`),
  })
  const reportFile = values.report ?? `${file}.report.json`
  writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`\n${reportText(report)}\n  all of it: ${reportFile}\n`)
} catch (error) {
  if (!(error instanceof ImportMistake)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
} finally {
  await db.close()
}
