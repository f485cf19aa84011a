/**
 * Writes the migrations that the models ask for: `npm run db:migration -- [name]`.
 * Until the first release there is one, 0001_init, made anew each time. From then on released.prisma holds the models as
 * they were released last, released migrations are never edited, and a new one is the difference (expand, then contract).
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiffTarget } from '@prisma/schema-engine-wasm'
import { withSchemaEngine } from '../src/kernel/db/schema-engine.ts'
import type { DatabaseUrl } from '../src/kernel/db/url.ts'
import { startPostgres } from '../../../tools/pg.ts'
import { MODELS_FILE, PROVIDERS, schemaText } from './schema.ts'
import type { Provider } from './schema.ts'

const RELEASED_FILE = new URL('./released.prisma', import.meta.url)
const models = await readFile(MODELS_FILE, 'utf8')
const released = existsSync(RELEASED_FILE) ? await readFile(RELEASED_FILE, 'utf8') : null

function datamodel(provider: Provider, text: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schemaText(provider, text) }] }
}

async function write(provider: Provider, url: DatabaseUrl): Promise<void> {
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: released === null ? { tag: 'empty' } : datamodel(provider, released),
      to: datamodel(provider, models),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  const folder = new URL(`./migrations/${provider}/`, import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('migration_lock.toml', folder), `provider = "${provider}"\n`)
  const search = released === null ? await readFile(new URL(`./search/${provider}.sql`, import.meta.url), 'utf8') : ''
  const into = new URL(`${await nextName(folder)}/`, folder)
  await mkdir(into, { recursive: true })
  await writeFile(new URL('migration.sql', into), `${stdout}${search}`)
  console.log(into.pathname)
}

async function nextName(folder: URL): Promise<string> {
  if (released === null) return '0001_init'
  const last =
    (await readdir(folder))
      .filter((name) => /^\d{4}_/.test(name))
      .sort()
      .at(-1) ?? '0000'
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('name the migration: npm run db:migration -- what_it_does')
  return `${String(Number(last.slice(0, 4)) + 1).padStart(4, '0')}_${name}`
}

const folder = await mkdtemp(join(tmpdir(), 'civicgrid-migration-'))
const postgres = await startPostgres()
try {
  for (const provider of PROVIDERS)
    await write(
      provider,
      provider === 'sqlite'
        ? { dialect: provider, file: join(folder, 'db') }
        : { dialect: provider, url: postgres.url },
    )
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true })
}
