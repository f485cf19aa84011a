import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import type { DatabaseUrl } from './url.ts'

/**
 * Opens Prisma's schema engine on a database, runs `use`, and lets go of the database whatever happens.
 * It is the WebAssembly build over the ordinary drivers: the native one is a download that is not on npm.
 */
export async function withSchemaEngine<T>(url: DatabaseUrl, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const engineClass = await (loaded ??= load())
  const opened: SqlDriverAdapter[] = []
  const stock =
    url.dialect === 'sqlite'
      ? new PrismaBetterSqlite3({ url: url.file })
      : new PrismaPg({ ...discrete(url.url), max: 1 })
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connectToShadowDb: () => stock.connectToShadowDb(),
    async connect() {
      const adapter: SqlDriverAdapter = await stock.connect()
      opened.push(adapter)
      return url.dialect === 'sqlite' ? adapter : withWholeScripts(adapter)
    },
  }
  try {
    const engine = await engineClass.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    )
    return await use(engine)
  } finally {
    // engine.free() would leave a SQLite file locked; closing its connection does not.
    await Promise.all(opened.map((adapter) => adapter.dispose()))
  }
}

/** Once a process: the bindings hold one instance's memory. */
let loaded: Promise<typeof SchemaEngine> | undefined

/** The package imports its .wasm as a module, which only the newest Node 24 can do, with a warning. */
async function load(): Promise<typeof SchemaEngine> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const [bindings, bytes] = await Promise.all([
    import('@prisma/schema-engine-wasm/schema_engine_bg') as Promise<Bindings>,
    readFile(path.replace(/\.js$/, '.wasm')),
  ])
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  return bindings.SchemaEngine
}

interface Bindings {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

/** With a connection string the adapter's shadow pool would reach the real database. */
function discrete(url: string): pg.PoolConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(searchParams.get('sslmode') === 'require' ? { ssl: true } : {}),
  }
}

/** The stock adapter cuts a script at every semicolon, even inside a function's body. */
function withWholeScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  if (!('underlyingDriver' in adapter) || typeof adapter.underlyingDriver !== 'function') return adapter
  const pool: unknown = adapter.underlyingDriver()
  if (!(pool instanceof pg.Pool)) return adapter
  adapter.executeScript = async (script) => {
    await pool.query(script)
  }
  return adapter
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
