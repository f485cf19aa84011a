import { DatabaseSync } from 'node:sqlite'
import { setTimeout as later } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { appealOf, submit, tokenOf } from './wire.ts'

// Another process (a backup that went wrong, somebody's shell) holds the write lock of the SQLite file.

let server: RunningServer
let cast: Cast
let token = ''
let other: DatabaseSync | undefined
beforeAll(async () => {
  server = await startServer({ RATE_LIMITS: 'off' }, { seed: 'people' })
  cast = await castOf(server.url)
  token = await tokenOf(server.url, resident())
})
afterEach(() => {
  other?.close()
  other = undefined
})
afterAll(async () => {
  await server?.stop()
})

function resident() {
  const [first] = cast.residents
  if (!first) throw new Error('the demo has no resident')
  return first
}
function lock(): DatabaseSync {
  // The server may be writing just now.
  other = new DatabaseSync(server.databaseUrl.slice('file:'.length), { timeout: 5_000 })
  other.exec('BEGIN IMMEDIATE')
  return other
}
const mine = async (text: string): Promise<number> => {
  const { items } = await as(server.url, resident()).appeals.mine({ limit: 50 }).page()
  return items.filter(({ excerpt }) => excerpt === text).length
}

/** Milliseconds of the slowest of many reads, one after the other. */
async function slowestRead(until: () => boolean): Promise<number> {
  let slowest = 0
  while (!until()) {
    const from = performance.now()
    const answer = await fetch(`${server.url}/trpc/appeals.mine?input={}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    slowest = Math.max(slowest, performance.now() - from)
    await later(20)
  }
  return slowest
}

test('while it lasts, reads are answered at once; a submit is told to come again, and nothing of it is kept', async () => {
  const held = lock()
  let answered = false
  const asked = submit(server.url, token, 'locked-000000000001', appealOf(cast, '库被锁住了')).finally(
    () => (answered = true),
  )
  const slowest = await slowestRead(() => answered)
  expect(await asked).toMatchObject({ status: 503, code: 'OVERLOADED', receipt: null })
  expect(Number((await asked).retryAfter)).toBeGreaterThan(0)
  // A blocked event loop would hold the reads up for as long as the submit waits: seconds.
  expect(slowest).toBeLessThan(1_500)
  held.exec('ROLLBACK')
  expect(await mine('库被锁住了')).toBe(0)
  const { receipt } = await submit(server.url, token, 'locked-000000000001', appealOf(cast, '库被锁住了'))
  expect(receipt?.status).toBe('submitted')
  expect(await mine('库被锁住了')).toBe(1)
})

test('released in time, all that waited goes through, each once', async () => {
  const held = lock()
  const asked = Array.from({ length: 20 }, (_, i) =>
    submit(server.url, token, `waiting-${String(i).padStart(12, '0')}`, appealOf(cast, `等锁放开${i}`)),
  )
  await later(1_000)
  held.exec('ROLLBACK')
  const answers = await Promise.all(asked)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  for (let i = 0; i < answers.length; i++) expect(await mine(`等锁放开${i}`)).toBe(1)
})
