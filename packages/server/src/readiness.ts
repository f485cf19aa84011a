import type { Logger } from 'pino'
import type { Readiness } from './http/health.route.ts'
import type { Db } from './kernel/index.ts'

/** A reader that failed is tried again every second; quiet for this long, it is well again. */
const SICK_MS = 5_000

/** Remembers which readers fail, for `/readyz` and the log. */
export function watchReaders(
  db: Db,
  log: Logger,
): { failed(name: string): (error: unknown) => void; ready(): Promise<Readiness> } {
  const failures = new Map<string, number>()
  return {
    failed: (name) => (err) => {
      failures.set(name, performance.now())
      log.error({ reader: name, err }, 'a reader stands still')
    },

    async ready() {
      const row = await db.read.get<{ n: number | bigint | string }>(
        'SELECT COUNT(*) AS "n" FROM "_prisma_migrations" WHERE "finished_at" IS NULL',
      )
      const since = performance.now() - SICK_MS
      return {
        database: true,
        migrations: Number(row?.n) === 0,
        readers: [...failures.values()].every((at) => at < since),
      }
    },
  }
}
