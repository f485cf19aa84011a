import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { stepsOf } from '@civicgrid/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCity } from '../../packages/server/src/city/index.ts'
import { demoKeyring, openDatabase, readEvents, type StoredEvent } from '../../packages/server/src/kernel/index.ts'
import { seedDemo } from '../../packages/server/src/seed/demo.ts'
import { testUrl } from '../../packages/server/test/harness.ts'
import { freePort } from '../../tools/pg.ts'
import type { Turn } from './loop.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'civic-loop-'))
const cityFolder = join(root, 'cities', process.env.TEST_CITY ?? 'haitang')

let database: Awaited<ReturnType<typeof testUrl>>
let server: ChildProcess | undefined
let baseUrl = ''
let lines: string[] = []

/** A program of the workspace, as somebody would start it. */
const start = (file: string, env: Record<string, string>) =>
  spawn(process.execPath, [join(root, file)], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100))
}

beforeAll(async () => {
  database = await testUrl()
  const files = join(folder, 'files')
  await seedDemo({
    url: database.url,
    keys: demoKeyring(),
    city: loadCity(cityFolder),
    filesFolder: files,
    seed: 'closed-loop',
    now: Date.now(),
    appeals: 0,
  })
  const port = await freePort()
  baseUrl = `http://127.0.0.1:${port}`
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    CITY: cityFolder,
    FILES_DIR: files,
    PORT: String(port),
  }
  server = start('packages/server/src/main.ts', env)
  await until(() =>
    fetch(`${baseUrl}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )

  const example = start('examples/closed-loop/main.ts', { BASE_URL: baseUrl })
  lines = (await text(example.stdout)).trim().split('\n')
})
afterAll(async () => {
  server?.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  await database.remove()
})

async function logOf(code: string): Promise<StoredEvent[]> {
  const db = await openDatabase({ url: database.url, keys: demoKeyring() })
  try {
    const row = await db.read.get<{ id: number }>('SELECT "id" FROM "Appeal" WHERE "code" = ?', code)
    return row ? await readEvents(db.read, 'appeal', row.id) : []
  } finally {
    await db.close()
  }
}

describe('the example', () => {
  test('goes round the loop by every command of it, bounced once', () => {
    expect(lines.slice(0, -1).map((line) => line.split(' ')[0])).toEqual([
      'submit',
      'accept',
      'dispatch',
      'bounce',
      'ruleBounce',
      'dispatch',
      'take',
      'contact',
      'giveFeedback',
      'reviewFeedback',
      'rate',
      'archive',
    ])
  })
  test('ends with a line of JSON that says what the log of the appeal says', async () => {
    const turn = JSON.parse(lines.at(-1) ?? '') as Turn
    expect(Object.keys(turn)).toEqual(['code', 'steps', 'outcome', 'rated', 'ms'])
    const log = await logOf(turn.code)
    expect(log.map(({ type }) => type)).toEqual([
      'submitted',
      'accepted',
      'dispatched',
      'bounceRequested',
      'bounceUpheld',
      'dispatched',
      'taken',
      'contactAttempted',
      'feedbackGiven',
      'feedbackPassed',
      'rated',
      'archived',
    ])
    const steps = stepsOf(log, false).map(({ at, ...step }) => ({
      ...step,
      at: at === null ? null : new Date(at).toISOString(),
    }))
    expect(turn.steps).toEqual(steps)
    expect(turn).toMatchObject({ outcome: 'solved', rated: true })
    expect(turn.ms).toBeGreaterThan(0)
  })
  test('shows eight steps: those that nobody needed are not called done', () => {
    const { steps } = JSON.parse(lines.at(-1) ?? '') as Turn
    expect(steps.map(({ step, state, seq }) => [step, state, seq])).toEqual([
      ['accept', 'done', 2],
      ['dispatch', 'done', 6],
      ['track', 'done', 9],
      ['supervise', 'notNeeded', null],
      ['feedback', 'done', 10],
      ['rate', 'done', 11],
      ['publish', 'notNeeded', null],
      ['archive', 'done', 12],
    ])
    for (const { state, at, actorRole } of steps) if (state !== 'done') expect([at, actorRole]).toEqual([null, null])
  })
})
