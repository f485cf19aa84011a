import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import Database from 'better-sqlite3'
import pg from 'pg'
import type { DatabaseUrl } from './url.ts'

const APPLIED = `SELECT "migration_name" AS name, "checksum" FROM "_prisma_migrations"
  WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`

interface Applied {
  name: string
  checksum: string
}

/**
 * Whether exactly these migrations have been applied, unedited. Only reads: the schema engine locks a SQLite file even to
 * find that there is nothing to do, and a tool may start while the server runs.
 */
export async function isCurrent(url: DatabaseUrl, { migrationDirectories }: MigrationList): Promise<boolean> {
  const applied = await readApplied(url)
  const wanted = migrationDirectories.map(({ path, migrationFile: { content } }) => ({
    name: path,
    checksum: content.tag === 'ok' ? createHash('sha256').update(content.value).digest('hex') : '',
  }))
  return JSON.stringify(applied) === JSON.stringify(wanted)
}

/** Empty where the table is not there yet. */
async function readApplied(url: DatabaseUrl): Promise<Applied[]> {
  if (url.dialect === 'sqlite') {
    if (!existsSync(url.file)) return []
    const database = new Database(url.file, { readonly: true })
    try {
      const made = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get()
      return made ? (database.prepare(APPLIED).all() as Applied[]) : []
    } finally {
      database.close()
    }
  }
  const client = new pg.Client({ connectionString: url.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ made: string | null }>(
      `SELECT to_regclass('"_prisma_migrations"')::text AS made`,
    )
    return rows[0]?.made ? (await client.query<Applied>(APPLIED)).rows : []
  } finally {
    await client.end()
  }
}
