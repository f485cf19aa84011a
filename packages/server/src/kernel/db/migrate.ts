import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { EXTERNAL_TABLES, MODELS_FILE, schemaText } from '../../../prisma/schema.ts'
import type { DiagnoseMigrationHistoryOutput } from '@prisma/schema-engine-wasm'
import { isCurrent } from './applied.ts'
import { readMigrations, withSchemaEngine } from './schema-engine.ts'
import { parseDatabaseUrl } from './url.ts'

const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url)
const EMPTY = new URL('none/', MIGRATIONS)

/**
 * Brings a database up to the newest migration; an unknown or edited applied migration is an error.
 * The engine keeps Prisma's ordinary `_prisma_migrations` table, and a lock on PostgreSQL while it works.
 * @returns the names of the migrations that were applied now
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const url = parseDatabaseUrl(databaseUrl)
  if (url.dialect === 'sqlite') await mkdir(dirname(url.file), { recursive: true })
  const filters = { externalTables: EXTERNAL_TABLES[url.dialect], externalEnums: [] }
  const migrationsList = await readMigrations(new URL(`${url.dialect}/`, MIGRATIONS), url.dialect)
  if (await isCurrent(url, migrationsList)) return []
  return withSchemaEngine(url, async (engine) => {
    // On a bare database the engine fails (P1014) unless it was first asked to apply nothing.
    await engine.applyMigrations({
      migrationsList: { ...migrationsList, baseDir: EMPTY.pathname, migrationDirectories: [] },
      filters,
    })
    assertOurs(await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }))
    return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames
  })
}

/** Applying looks at names alone, so a database of another version would pass and fail much later. */
function assertOurs(found: DiagnoseMigrationHistoryOutput): void {
  const { editedMigrationNames: edited, failedMigrationNames: failed, history } = found
  const unknown = history !== null && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : []
  const wrong = [
    edited.length > 0 ? `${edited.join(', ')} was another one when it was applied` : '',
    failed.length > 0 ? `${failed.join(', ')} failed half-way` : '',
    unknown.length > 0 ? `${unknown.join(', ')} is not known to this version` : '',
  ].filter(Boolean)
  if (wrong.length > 0)
    throw new Error(
      `The database does not belong to this version: ${wrong.join('; ')}. Demo data can simply be removed.`,
    )
}

/** What differs between a database and the models, in words; null when nothing does. */
export async function drift(databaseUrl: string): Promise<string | null> {
  const url = parseDatabaseUrl(databaseUrl)
  const content = schemaText(url.dialect, await readFile(MODELS_FILE, 'utf8'))
  const files = [{ path: 'schema.prisma', content }]
  return withSchemaEngine(url, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '' },
      to: { tag: 'schemaDatamodel', files },
      script: false,
      exitCode: true,
      filters: { externalTables: EXTERNAL_TABLES[url.dialect], externalEnums: [] },
    })
    return exitCode === 0 ? null : (stdout ?? 'differs')
  })
}
