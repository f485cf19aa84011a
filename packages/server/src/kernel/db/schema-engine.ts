import { readFile, readdir } from 'node:fs/promises'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import { loadSchemaEngine } from './schema-engine.load.ts'
import { postgresForEngine } from './schema-engine.postgres.ts'
import type { DatabaseUrl } from './url.ts'

/**
 * Opens Prisma's schema engine on a database, runs `use`, and lets go of the database whatever happens.
 * It is the WebAssembly build over the ordinary drivers: the native one is a download that is not on npm.
 */
export async function withSchemaEngine<T>(url: DatabaseUrl, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const engineClass = await loadSchemaEngine()
  const opened: SqlDriverAdapter[] = []
  const adapterName = `civicgrid-migrations-${url.dialect}`
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: url.dialect === 'sqlite' ? 'sqlite' : 'postgres',
    adapterName,
    async connect() {
      const adapter =
        url.dialect === 'sqlite'
          ? await new PrismaBetterSqlite3({ url: url.file }).connect()
          : await postgresForEngine(url.url)
      opened.push(adapter)
      return adapter
    },
    // Neither applying nor comparing needs one; and the stock ones can reach the real database.
    connectToShadowDb: () => Promise.reject(new Error('there is no shadow database')),
  })
  try {
    return await use(await engineClass.new({ datamodels: undefined }, () => {}, factory))
  } finally {
    // engine.free() would leave a SQLite file locked; closing its connection does not.
    await Promise.all(opened.map((adapter) => adapter.dispose()))
  }
}

/** Reads a folder of migrations as the engine wants it. */
export async function readMigrations(folder: URL, provider: string): Promise<MigrationList> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const directories = names
    .map((entry) => entry.name)
    .sort()
    .map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(new URL(`${name}/migration.sql`, folder), 'utf8') },
      },
    }))
  return {
    baseDir: folder.pathname,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  }
}
