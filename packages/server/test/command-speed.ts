/**
 * How many six-statement commands a second: `node packages/server/test/command-speed.ts [postgresql://…]`.
 * The command looks up its key, makes a subject, writes two events and a secret, a row of state and its answer (seven
 * statements with the lookup); 32 at a time, as from 32 connections. On a busy machine compare the CPU.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoKeyring, migrate, openDatabase, systemClock } from '../src/kernel/index.ts'
import type { OpenOptions } from '../src/kernel/index.ts'
import { submit } from './log.ts'

const CONCURRENT = 32
const SECONDS = 4

async function measure(name: string, options: Omit<OpenOptions, 'keys'>): Promise<void> {
  await migrate(options.url)
  const db = await openDatabase({ keys: demoKeyring(), ...options })
  const ctx = { db, clock: systemClock }
  let thingId = 0
  let until = performance.now() + 1_000
  const client = async () => {
    while (performance.now() < until) {
      const id = ++thingId
      await submit(ctx, `key-${id}`, id)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, client))
  const before = thingId
  const started = performance.now()
  const cpu = process.cpuUsage()
  until = started + SECONDS * 1_000
  await Promise.all(Array.from({ length: CONCURRENT }, client))
  const rate = ((thingId - before) * 1_000) / (performance.now() - started)
  const { user, system } = process.cpuUsage(cpu)
  const each = Math.round((user + system) / (thingId - before))
  console.log(`${name.padEnd(44)} ${Math.round(rate)} commands/s, ${each} µs of this process's CPU each`)
  await db.close()
}

const postgres = process.argv[2]
if (postgres !== undefined) await measure('PostgreSQL, 10 connections', { url: postgres })
else
  for (const synchronous of ['FULL', 'NORMAL'] as const)
    for (const groupSize of [1, 64]) {
      const folder = await mkdtemp(join(tmpdir(), 'civicgrid-speed-'))
      await measure(`SQLite, synchronous=${synchronous}, groups of ${groupSize}`, {
        url: `file:${join(folder, 'db')}`,
        synchronous,
        limits: { groupSize },
      })
      await rm(folder, { recursive: true })
    }
