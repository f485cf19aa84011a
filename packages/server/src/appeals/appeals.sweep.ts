import { setImmediate } from 'node:timers/promises'
import {
  appealMachine,
  CivicError,
  refusal,
  type AppealActor,
  type AppealStatus,
  type SystemActor,
} from '@civicgrid/contracts'
import type { Kernel } from '../kernel/index.ts'
import type { AppealCommands } from './appeals.command.service.ts'
import type { AppealCity } from './appeals.context.ts'
import { listQuiet } from './lists/appeals.lists.store.ts'

const SWEEPER: SystemActor = { kind: 'system', name: 'archive' }
const SYSTEM: AppealActor = { kind: 'system', id: null, role: 'system', bodyCode: null }

const DAY = 86_400_000
/** A day in which the resident may still look before the number is closed. */
const QUIET_DAYS = 1
const BATCH = 200

/** How long nothing has happened to what can be due; the machine says which of them is. Unrated ones wait for weeks. */
function quietDays(city: AppealCity): Partial<Record<AppealStatus, number>> {
  return {
    answered: Math.max(QUIET_DAYS, city.archiveAfterDays),
    rated: QUIET_DAYS,
    declined: QUIET_DAYS,
    withdrawn: QUIET_DAYS,
  }
}

/**
 * Closes the numbers (归档销号) of appeals whose loop is over: rated as solved, declined, withdrawn, or past every window.
 * @returns how many were archived; another process may sweep at the same time
 */
export async function sweepArchive({
  kernel,
  city,
  commands,
}: {
  kernel: Kernel
  city: AppealCity
  commands: AppealCommands
}): Promise<number> {
  const { db, clock } = kernel
  let archived = 0
  for (const [status, days] of Object.entries(quietDays(city))) {
    for (let after = 0; ;) {
      const now = clock.now()
      const page = await listQuiet(db.read, status, now - days * DAY, after, BATCH)
      const due = page.filter(({ state }) => {
        const context = { now, actor: SYSTEM, calendar: city.calendar, rules: city.rules(state) }
        return refusal(appealMachine, state, 'archive', context) === null
      })
      // Together: on SQLite they share a commit.
      const results = await Promise.all(due.map(({ code, version }) => archive(commands, code, version)))
      archived += results.filter(Boolean).length
      after = page.at(-1)?.id ?? 0
      if (page.length < BATCH) break
      // Residents first: reading a page holds up the requests of this process.
      await setImmediate()
    }
  }
  return archived
}

async function archive(commands: AppealCommands, code: string, expectedVersion: number): Promise<boolean> {
  try {
    const given = { actor: SWEEPER, idempotencyKey: `archive-${code}-${expectedVersion}` }
    await commands.give('archive', 'workOrders.archive', given, { code, expectedVersion })
    return true
  } catch (error) {
    // Somebody did something meanwhile: it is not quiet any more.
    if (error instanceof CivicError && error.status === 409) return false
    throw error
  }
}
