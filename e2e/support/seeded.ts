/**
 * Databases filled with a demo city, made once a run and copied for each server: filling one takes as long as many
 * journeys, copying it a moment.
 */
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from '../../tools/pg.ts'
import { command } from '../../tools/command.ts'

/** `demo`: what `npm start` shows, ninety days of appeals; `people`: the same people, and nothing sent yet. */
export type Seed = 'demo' | 'people'

export interface Seeded {
  readonly databaseUrl: string
  readonly filesFolder: string
}

const onPostgres = process.env.TEST_DATABASE === 'postgresql'
const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A city's database that nobody else uses.
 * @param folder an empty one, for a SQLite file and the photos
 */
export async function seeded(city: string, seed: Seed, folder: string): Promise<Seeded> {
  const template = await templateOf(city, seed)
  const filesFolder = join(folder, 'files')
  if (existsSync(join(template.folder, 'files')))
    await cp(join(template.folder, 'files'), filesFolder, { recursive: true })
  if (onPostgres) return { databaseUrl: await freshDatabase(undefined, template.database), filesFolder }
  const file = join(folder, 'civicgrid.db')
  await copyFile(join(template.folder, 'civicgrid.db'), file)
  return { databaseUrl: `file:${file}`, filesFolder }
}

interface Template {
  readonly folder: string
  /** On PostgreSQL, by a name that no other run on the same cluster has. */
  readonly database: string
}

async function templateOf(city: string, seed: Seed): Promise<Template> {
  // Without the run's folder (started by hand) it is made anew each time.
  const run = process.env.TEST_RUN_FOLDER ?? (await mkdtemp(join(tmpdir(), 'civicgrid-journeys-')))
  const folder = join(run, `${city}-${seed}`)
  const database = `template_${city}_${seed}_${basename(run)}`.replace(/\W/g, '_').toLowerCase()
  const made = join(folder, 'made')
  if (existsSync(made)) return { folder, database }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const url = onPostgres
    ? await freshDatabase(undefined, 'template0', database)
    : `file:${join(folder, 'civicgrid.db')}`
  // In a process of its own: nothing of it stays connected, and a PostgreSQL template must have no visitors.
  const { code, words } = await command(root, process.execPath, [
    'e2e/support/seed.ts',
    ...[city, seed, url, join(folder, 'files')],
  ])
  if (code !== 0) throw new Error(`The ${seed} of ${city} could not be made:\n${words}`)
  await writeFile(made, '')
  return { folder, database }
}
