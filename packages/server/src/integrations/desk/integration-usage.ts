import { LAST_ERRORS } from '@civicgrid/contracts'
import type { Used } from '../../http/used.ts'
import type { Kernel } from '../../kernel/index.ts'
import { addErrors, addUse, forgetUse, type ErrorRow } from './integration-usage.store.ts'

const DAY = 86_400_000
/** How long counts are kept, in days. */
const KEPT_DAYS = 400
const SLOTS_MAX = 20_000

/**
 * Counts in memory and writes in batches: a call of an integration costs no row. What a process that is killed had not
 * written yet, some seconds of counting, is lost; nothing but the desk's own pictures stands on it (quotas have rows of
 * their own).
 */
export function createUsage({
  kernel,
  utcOffsetMinutes,
}: {
  readonly kernel: Kernel
  readonly utcOffsetMinutes: number
}) {
  const { db, clock } = kernel
  let counts = new Map<string, number>()
  let errors: ErrorRow[] = []

  const dayOf = (instant: number): string => new Date(instant + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)

  return {
    /** The city's day that lies this many days back. */
    dayBefore: (days: number): string => dayOf(clock.now() - days * DAY),

    note({ integrationId, procedure, scope, status, code, requestId }: Used): void {
      const now = clock.now()
      const key = `${integrationId} ${dayOf(now)} ${status} ${scope ?? ''}`
      if (counts.size >= SLOTS_MAX && !counts.has(key)) return
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (code === null) return
      const one = { integrationId, at: now, procedure, scope: scope ?? '', status, code, requestId }
      // A flood of errors keeps its newest; of one integration alone are ever more kept than are shown.
      errors = [...errors.slice(-20 * LAST_ERRORS), one]
    },

    /** Writes what was counted since. What could not be written is counted again with the next. */
    async flush(): Promise<void> {
      if (counts.size === 0) return
      const [taken, wrong] = [counts, errors]
      counts = new Map()
      errors = []
      try {
        await db.work(async (tx) => {
          // In one order everywhere: two processes never wait for each other's rows crosswise.
          for (const [key, calls] of [...taken].sort(([a], [b]) => (a < b ? -1 : 1))) {
            const [id, day = '', status, scope = ''] = key.split(' ')
            await addUse(tx, { integrationId: Number(id), day, scope, status: Number(status), calls })
          }
          await addErrors(tx, wrong)
        })
      } catch (error) {
        for (const [key, calls] of taken) counts.set(key, (counts.get(key) ?? 0) + calls)
        errors = [...wrong, ...errors]
        throw error
      }
    },

    sweep: () => db.work((tx) => forgetUse(tx, dayOf(clock.now() - KEPT_DAYS * DAY))),
  }
}
export type Usage = ReturnType<typeof createUsage>
