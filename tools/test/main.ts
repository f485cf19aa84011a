/**
 * `npm test`: every stage in order, two side by side, then a table of times and, alone on the last line,
 * `N passed, N failed`. `npm test -- unit types` (or `--only unit,types`) runs some of them.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../pg.ts'
import type { Cluster } from '../pg.ts'
import { endAll } from '../command.ts'
import { check } from './check.ts'
import { pairwise } from './pairwise.ts'
import { lastLine, secondTries, table } from './report.ts'
import type { Stage, StageResult } from './stage.ts'
import { STAGES } from './stages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function chosen(): readonly Stage[] {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
  const names = [...(values.only?.split(',') ?? []), ...positionals]
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name))
  if (unknown !== undefined) {
    console.error(`No stage ${unknown}; there are: ${STAGES.map((stage) => stage.name).join(', ')}`)
    process.exit(2)
  }
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.name))
}

async function run(stage: Stage, cluster: Promise<Cluster> | undefined): Promise<StageResult> {
  const from = performance.now()
  const context = { root, cluster: stage.postgres === true ? await cluster : undefined }
  const tally = await stage.run(context).catch((error: unknown) => ({ passed: 0, failed: 1, words: String(error) }))
  const result = { ...tally, name: stage.name, seconds: (performance.now() - from) / 1000 }
  console.log(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${stage.name} (${result.seconds.toFixed(1)} s)`)
  if (result.failed > 0) console.log(result.words)
  return result
}

const stages = chosen()
// Whatever a test leaves behind, also one that is stopped, lies in here and goes with it. PostgreSQL's user has to get in.
const temporary = mkdtempSync(join(tmpdir(), 'civicgrid-'))
chmodSync(temporary, 0o755)
process.env.TMPDIR = temporary
const from = performance.now()
const cluster = stages.some((stage) => stage.postgres === true) ? startPostgres() : undefined
cluster?.catch(() => {})
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped = true
    endAll()
  })
}

// Types, and all that opens a database, need the Prisma clients.
await check(root, 'node', 'packages/server/prisma/generate.ts')
const results = await pairwise(
  stages.map((stage) => async () => {
    if (stopped) return { name: stage.name, passed: 0, failed: 1, seconds: 0, words: 'stopped' }
    return run(stage, cluster)
  }),
)
await cluster?.then((started) => started.stop()).catch(() => {})
rmSync(temporary, { recursive: true, force: true })

console.log(table(results, (performance.now() - from) / 1000))
const again = secondTries(results)
if (again !== '') console.log(again)
console.log(lastLine(results))
process.exit(results.every((result) => result.failed === 0) ? 0 : 1)
