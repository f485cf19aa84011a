import { startPostgres } from '../pg.ts'

/** Vitest's global set-up: a cluster for this run, unless the database is SQLite or `npm test` already started one. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE !== 'postgresql' || process.env.TEST_POSTGRES_URL !== undefined) return undefined
  const cluster = await startPostgres()
  process.env.TEST_POSTGRES_URL = cluster.url
  return () => cluster.stop()
}
