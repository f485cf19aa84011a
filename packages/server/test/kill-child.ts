/**
 * Sends waves of 1,000 commands at once and prints the key of each that was acknowledged, until it is killed.
 * `node kill-child.ts DATABASE_URL`
 */
import { demoKeyring, openDatabase, startSequencer, systemClock } from '../src/kernel/index.ts'
import { submit } from './log.ts'

const url = process.argv[2]
if (url === undefined) throw new Error('no database')
const db = await openDatabase({ url, keys: demoKeyring(), limits: { queue: 2_000, busyMs: 20_000, workMs: 20_000 } })
startSequencer(db)
for (let wave = 0; ; wave++) {
  await Promise.all(
    Array.from({ length: 1_000 }, async (_, i) => {
      const thingId = wave * 1_000 + i + 1
      await submit({ db, clock: systemClock }, `key-${thingId}`, thingId)
      // What was printed was acknowledged; what a full pipe holds back when the kill comes only counts as unknown.
      process.stdout.write(`key-${thingId}\n`)
    }),
  )
}
