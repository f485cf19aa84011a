import type { Queue } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'
import type { Scope } from './appeals.scopes.ts'

/** Numbers that are shown without counting rows; kept by a reader of the log, rebuilt from it. */

const ADD = `INSERT INTO "Counter" ("key", "value") VALUES (?, ?)
  ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + excluded."value"`

export async function addToCounters(tx: Tx, changes: ReadonlyMap<string, number>): Promise<void> {
  // In one order everywhere, so that two processes never wait for each other's rows.
  for (const [key, by] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) if (by !== 0) await tx.run(ADD, key, by)
}

/** How many wait in a queue of an area, or with a body. */
export const areaQueueKey = (queue: Queue, areaPath: string): string => `queue|${queue}|area|${areaPath}`
export const bodyQueueKey = (queue: Queue, bodyCode: string): string => `queue|${queue}|body|${bodyCode}`

const DAY_METRICS = ['received', 'answeredAtOnce', 'answered', 'closed'] as const
export type DayMetric = (typeof DAY_METRICS)[number]

/** A day of the city, `YYYY-MM-DD`; the area is the township of the place. */
export const dayKey = (metric: DayMetric, day: string, category: string, areaPath: string): string =>
  `day|${day}|${category}|${areaPath}|${metric}`

async function valueOf(sql: Sql, key: string): Promise<number> {
  return (await sql.get<{ value: number }>(`SELECT "value" FROM "Counter" WHERE "key" = ?`, key))?.value ?? 0
}

/** @param rootPath what "the whole city" is called */
export async function queueCount(sql: Sql, queue: Queue, scopes: readonly Scope[], rootPath: string): Promise<number> {
  let sum = 0
  for (const { areaPath, bodyCode } of scopes)
    sum += await valueOf(
      sql,
      bodyCode === null ? areaQueueKey(queue, areaPath ?? rootPath) : bodyQueueKey(queue, bodyCode),
    )
  return sum
}

export async function clearCounters(tx: Tx): Promise<void> {
  await tx.run(`DELETE FROM "Counter" WHERE "key" LIKE 'queue|%' OR "key" LIKE 'day|%'`)
}
