import { setTimeout as later } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoKeyring, openDatabase, thingsIn, verifyAll, type Finding } from '../../packages/server/src/kernel/index.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { appealOf, submit, tokenOf, type Answer } from './wire.ts'

const MANY = 1_000
/** So many have been answered when the power goes. */
const ANSWERED = 300

let server: RunningServer
let cast: Cast
beforeAll(async () => {
  server = await startServer({ RATE_LIMITS: 'off' }, { seed: 'people' })
  cast = await castOf(server.url)
})
afterAll(async () => {
  await server?.stop()
})

const key = (i: number) => `kill-${String(i).padStart(12, '0')}`
const text = (i: number) => `断电之前的第${i}条`

/** Sends all at once, and pulls the plug in the middle. @returns the codes that were acknowledged, by number */
async function sendUntilKilled(token: string): Promise<Map<number, string>> {
  const acknowledged = new Map<number, string>()
  let killed: Promise<void> | undefined
  const until = performance.now() + 60_000
  // As phones do: who is told to come back in a moment, or hears nothing, sends the same again under the same key.
  const one = async (i: number): Promise<void> => {
    while (!killed && performance.now() < until) {
      const answer: Answer | null = await submit(server.url, token, key(i), appealOf(cast, text(i))).catch(() => null)
      if (!answer?.receipt) {
        await later(200)
        continue
      }
      acknowledged.set(i, answer.receipt.code)
      if (acknowledged.size === ANSWERED) killed = server.kill()
      return
    }
  }
  await Promise.all(Array.from({ length: MANY }, (_, i) => one(i)))
  if (!killed) throw new Error(`only ${acknowledged.size} were answered: nobody was killed`)
  await killed
  return acknowledged
}

/** What the resident has sent, by its words. */
async function kept(who: Cast['operator']): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for await (const { excerpt, code } of as(server.url, who).appeals.mine({ limit: 50 }))
    found.set(excerpt, [...(found.get(excerpt) ?? []), code])
  return found
}

/** What is wrong with the log; nothing. Waits until every event has its place in it. */
async function findings(): Promise<Finding[]> {
  const db = await openDatabase({ url: server.databaseUrl, keys: demoKeyring() })
  try {
    await expect
      .poll(() => db.read.get('SELECT count(*) - max("position") AS "open" FROM "Event"'), { timeout: 20_000 })
      .toEqual({ open: 0 })
    const all: Finding[] = []
    for await (const finding of verifyAll(db.read, { appeal: thingsIn('Appeal') })) all.push(finding)
    return all
  } finally {
    await db.close()
  }
}

test('kill -9 in the middle of 1,000 concurrent submits: every acknowledged one is there, whole, once', async () => {
  const [resident] = cast.residents
  if (!resident) throw new Error('the demo has no resident')
  const token = await tokenOf(server.url, resident)
  const acknowledged = await sendUntilKilled(token)
  expect(acknowledged.size).toBeGreaterThanOrEqual(ANSWERED)
  expect(acknowledged.size).toBeLessThan(MANY)
  server = await server.startAgain()

  // There, and once; and what nobody was told of is there wholly or not at all.
  const before = await kept(resident)
  for (const [i, code] of acknowledged) expect([i, before.get(text(i))]).toEqual([i, [code]])
  for (const codes of before.values()) expect(codes).toHaveLength(1)
  const civic = as(server.url, resident)
  await Promise.all(
    [...acknowledged].map(async ([i, code]) => {
      const { text: said, status, timeline, place } = await civic.progress.get(code)
      expect([said, status, timeline.map(({ type }) => type), place]).toEqual([
        text(i),
        'submitted',
        ['submitted'],
        '东门外',
      ])
    }),
  )
  expect(await findings()).toEqual([])

  // The phones that got no answer send again, and so does everybody else: nobody is taken twice.
  const again = as(server.url, resident).appeals
  const codes = await Promise.all(
    Array.from({ length: MANY }, (_, i) => again.submit(appealOf(cast, text(i)), { idempotencyKey: key(i) })),
  )
  for (const [i, code] of acknowledged) expect(codes[i]?.code).toBe(code)
  for (const [words, [code]] of before) expect(codes[Number(/\d+/.exec(words)?.[0])]?.code).toBe(code)
  const after = await kept(resident)
  expect(after.size).toBe(MANY)
  for (const each of after.values()) expect(each).toHaveLength(1)
  expect(await findings()).toEqual([])
})
