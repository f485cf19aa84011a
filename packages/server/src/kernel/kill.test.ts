import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { testUrl } from '../../test/harness.ts'
import { submit } from '../../test/log.ts'
import {
  demoKeyring,
  migrate,
  openDatabase,
  readEvents,
  startSequencer,
  systemClock,
  thingsIn,
  verifyAll,
} from './index.ts'
import type { Db, Finding } from './index.ts'

const CHILD = fileURLToPath(new URL('../../test/kill-child.ts', import.meta.url))

/** Kills a child in the middle of its commands. @returns the keys that it had acknowledged */
async function killedAfter(url: string, acknowledged: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const keys: string[] = []
  createInterface({ input: child.stdout }).on('line', (key) => {
    keys.push(key)
    if (keys.length === acknowledged) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return keys
}

/** What the database says of a command: nothing at all, or everything once. */
async function traces(db: Db, thingId: number): Promise<string> {
  const [events, state, record] = await Promise.all([
    readEvents(db.read, 'test', thingId),
    db.read.get<{ value: number }>('SELECT "value" FROM "Counter" WHERE "key" = ?', `thing ${thingId}`),
    db.read.get<{ response: string }>('SELECT "response" FROM "Idempotency" WHERE "key" = ?', `key-${thingId}`),
  ])
  return JSON.stringify([
    events.map((event) => [event.type, event.personal]),
    state?.value ?? null,
    record?.response ?? null,
  ])
}

const WHOLE = (thingId: number) =>
  JSON.stringify([
    [
      ['said', { name: `name key-${thingId}` }],
      ['happened', null],
    ],
    2,
    JSON.stringify({ thingId, version: 2 }),
  ])
const NOTHING = JSON.stringify([[], null, null])

describe('after kill -9 in the middle of 1,000 concurrent commands', () => {
  test.each([1, 150, 777, 1_900])(
    'at %i acknowledged: each of them is there, whole, once; each other one wholly or not at all',
    async (n) => {
      const { url, remove } = await testUrl()
      const acknowledged = await killedAfter(url, n)
      expect(acknowledged.length).toBeGreaterThanOrEqual(n)
      await migrate(url)
      const db = await openDatabase({ url, keys: demoKeyring() })
      const highest = Math.ceil(acknowledged.length / 1_000) * 1_000 + 1_000
      const known = new Set(acknowledged)
      let others = 0
      for (let thingId = 1; thingId <= highest; thingId++) {
        const found = await traces(db, thingId)
        if (known.has(`key-${thingId}`)) expect(found).toBe(WHOLE(thingId))
        else {
          expect([WHOLE(thingId), NOTHING]).toContain(found)
          others += 1
        }
      }
      expect(others).toBeGreaterThan(0)

      // The same commands again are answered from the record, and the log goes on without a gap.
      for (const key of acknowledged.slice(0, 20)) {
        const thingId = Number(key.slice('key-'.length))
        await expect(submit({ db, clock: systemClock }, key, thingId)).resolves.toEqual({ thingId, version: 2 })
      }
      const sequencer = startSequencer(db)
      await sequencer.idle()
      const log = await db.read.get<{ n: number; top: number }>(
        'SELECT count(*) AS "n", max("position") AS "top" FROM "Event"',
      )
      expect(log?.n).toBe(log?.top)
      const findings: Finding[] = []
      for await (const finding of verifyAll(db.read, { appeal: thingsIn('Appeal') })) findings.push(finding)
      expect(findings).toEqual([])
      await sequencer.stop()
      await db.close()
      await remove()
    },
  )
})
