/**
 * Makes what serving a city needs beyond the packages: the Prisma clients and the city's portal. Each only when its
 * sources changed, so calling it always is cheap. `npm start` and the browser journeys call it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { command } from './command.ts'
import { hashTree } from './hash-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What every city's portal is built from. */
const PORTAL_SOURCES = [
  'packages/portal',
  'packages/kit/src',
  'packages/sdk/src',
  'packages/sdk/build',
  'packages/contracts/src',
  'pnpm-lock.yaml',
]

const prepared = new Map<string, Promise<void>>()

/**
 * Makes all that is stale, once a process and city; rejects with the tool's own words when one fails.
 * @param city a folder under cities/, or a path
 */
export function prepare(city = process.env.CITY || 'haitang'): Promise<void> {
  const running = prepared.get(city) ?? make(city)
  prepared.set(city, running)
  return running
}

async function make(city: string): Promise<void> {
  await run('.', ['packages/server/prisma/generate.ts'])
  const folder = city.includes('/') ? resolve(root, city) : join(root, 'cities', city)
  if (!existsSync(folder)) throw new Error(`There is no city ${city}: ${relative(root, folder)} does not exist`)
  const dist = join(root, 'packages', 'portal', 'dist', basename(folder))
  const stampFile = join(dist, '.built-from')
  const wanted = hashTree(root, [...PORTAL_SOURCES, relative(root, folder)])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log(`Building the portal of ${basename(folder)} …`)
  // Vite keeps Vue's warnings in the build unless it is told; a test that builds runs with NODE_ENV=test.
  await run('packages/portal', ['--run', 'build'], { NODE_ENV: 'production', CITY: folder, PORTAL_DIST: dist })
  writeFileSync(stampFile, wanted)
}

async function run(folder: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const { code, words } = await command(join(root, folder), process.execPath, args, env)
  if (code !== 0) throw new Error(`${args.join(' ')} failed in ${folder}:\n${words}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
