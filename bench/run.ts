import { constants, createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { demoKeyring, migrate, openDatabase } from '../packages/server/src/kernel/index.ts'
import { forgetRaw, readFullCity, type FullCity } from './src/city.ts'
import { beside } from './src/cases/beside.ts'
import { dashboard } from './src/cases/dashboard.ts'
import { embedding } from './src/cases/embedding.ts'
import { interaction } from './src/cases/interaction.ts'
import { lifecycles, type Desk } from './src/cases/lifecycle.ts'
import { deskLists } from './src/cases/desk.ts'
import { live } from './src/cases/live.ts'
import { lists } from './src/cases/lists.ts'
import { photos } from './src/cases/photos.ts'
import { portal } from './src/cases/portal.ts'
import { onPostgres } from './src/cases/postgres.ts'
import { progress } from './src/cases/progress.ts'
import { rest } from './src/cases/rest.ts'
import { sessions } from './src/cases/sessions.ts'
import { submit } from './src/cases/submit.ts'
import { webhooks } from './src/cases/webhooks.ts'
import { atMost, fact, table, write, type Result } from './src/report.ts'
import { tickets } from './src/cases/tickets.ts'
import { start, type MemoryParts } from './src/server.ts'
import { prepare } from '../tools/prepare.ts'
import { SERVER } from '../tools/serve.mjs'

/**
 * The bench: one run, ratios, on a city of Taicang's size, the load from this process and the server in another.
 * The full city takes minutes to make and gigabytes to keep: it is made once into bench/data and used again.
 */
const { values } = parseArgs({
  options: { scale: { type: 'string', default: 'taicang' }, appeals: { type: 'string', default: '1660000' } },
})
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}bench/data`
const file = `${folder}/${values.scale}-${values.appeals}.db`
/** What is measured: a copy, since each run leaves some tens of thousands of appeals that wait, and lists then look through them. */
const measured = `${folder}/measured.db`
const DESK: Desk = {
  category: 'streetLights',
  body: 'zhujian',
  operator: 'operator-gu',
  handler: 'handler-zhujian',
  reviewer: 'reviewer-he',
}

const DASHBOARD = { supervisor: 'supervisor-xu', area: '/haitang/lupu' }

/** A baseline, with all that Node is told for the server. */
const like = (program: string): string[] => [...SERVER.slice(0, -1), program]

function seeded(): void {
  if (existsSync(`${file}.whole`)) return
  spawnSync('rm', ['-f', file, `${file}-wal`, `${file}-shm`])
  const { status } = spawnSync(
    process.execPath,
    ['packages/server/src/seed/cli.ts', '--scale', values.scale, '--appeals', values.appeals],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: `file:${file}` },
      stdio: 'inherit',
    },
  )
  if (status !== 0) throw new Error('the city was not seeded')
  spawnSync('touch', [`${file}.whole`])
}

/** Of this run, and of one that did not come to its end. */
async function forget(): Promise<void> {
  for (const part of ['', '-wal', '-shm']) await rm(`${measured}${part}`, { force: true })
}

await prepare()
await mkdir(folder, { recursive: true })
seeded()
const env = {
  DATABASE_URL: `file:${measured}`,
  FILES_DIR: `${folder}/files`,
  NODE_ENV: 'development',
  RATE_LIMITS: 'off',
  CITY_SCALE: values.scale,
}
// Of an earlier day it lacks what came since.
await migrate(`file:${file}`)
await forget()
await copyFile(file, measured, constants.COPYFILE_FICLONE)
const db = await openDatabase({ url: env.DATABASE_URL, keys: demoKeyring() })
const city: FullCity = await readFullCity(db)

const results: Result[] = []
const add = (more: readonly Result[]) => {
  results.push(...more)
  process.stdout.write(`${more.map(({ name, value, unit }) => `${name}: ${value} ${unit}`).join('\n')}\n`)
}

const ours = await start(SERVER, env)
/** The memory of ours after each case: which of them made it what it is at the end. */
const memory: (MemoryParts & { readonly after: string })[] = []
async function measure(after: string, results: readonly Result[]): Promise<void> {
  add(results)
  memory.push({ after, ...(await ours.parts()) })
}
await measure('start-up', [
  fact('appeals in the database', (await db.read.get<{ n: number }>('SELECT count(*) AS n FROM "Appeal"'))?.n ?? 0, ''),
  fact('start-up', ours.startedInMs, 'ms'),
])
await measure('portal', await portal(ours, env.DATABASE_URL))
await measure('interaction', await interaction(ours))
await measure('embedding', await embedding(ours, db, DASHBOARD.area))
// Into the system's memory, as in a city that has been up for an hour: what a machine has put out of it, as while pages were
// measured, is read from disk within the measured time, and a submission then waits for eleven indexes.
for await (const _ of createReadStream(measured, { highWaterMark: 8 << 20 }));
const raw = await start(like('bench/baseline/raw.ts'), env)
const fastify = await start(like('bench/baseline/fastify.ts'), env)
await measure('progress', await progress(city, ours, raw, fastify))
await fastify.stop()
await measure('rest', await rest(city, ours))
await measure('sessions', await sessions(city, ours, raw))
await measure('submit', await submit(city, ours, raw, DESK.category))
await raw.stop()
await measure('tickets', await tickets(ours))
const fresh = await start(SERVER, env)
await measure('live', await live(city, ours, fresh, DESK.category))
await fresh.stop()
await forgetRaw(db)
await measure(
  'lists',
  await lists(city, ours, DESK, ['路灯', '停车', '噪声', '电梯', '垃圾', '医保', '拖欠工资', '积水']),
)
await measure('deskLists', await deskLists(city, ours, DESK.operator, DESK))
await measure('dashboard', await dashboard(city, ours, DASHBOARD))
await measure('beside', await beside(city, ours, [DESK.operator, DESK.handler, 'supervisor-lupu'], DESK))
await measure(
  'photos',
  await photos(city, ours, new URL('../packages/server/test/photos/huawei-portrait.jpg', import.meta.url)),
)
await measure('lifecycles', await lifecycles(city, ours, DESK, 'FULL'))
add([atMost('anonymous memory after all of this', ours.memory(), 'MB', 350)])
await ours.stop()
const normal = await start(SERVER, { ...env, SQLITE_SYNCHRONOUS: 'NORMAL' })
add(await lifecycles(city, normal, DESK, 'NORMAL'))
await normal.stop()
await db.close()
add(await webhooks())
add(await onPostgres(DESK))
await rm(env.FILES_DIR, { recursive: true, force: true })
await forget()

await write(results, new URL('./results.json', import.meta.url))
await writeFile(new URL('./memory.json', import.meta.url), `${JSON.stringify(memory, null, 2)}\n`)
process.stdout.write(`\n${table(results)}\n`)
console.table(memory)
