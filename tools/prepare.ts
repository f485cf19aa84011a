/**
 * Makes what serving needs beyond the packages: the Prisma clients and the portal. Each only when its sources changed,
 * so calling it always is cheap. `npm start` and the browser journeys call it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { command } from './command.ts'
import { hashTree } from './hash-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the portal is built from: itself, the workspace packages it draws in, and the cities it is prerendered for. */
const PORTAL_SOURCES = [
  'packages/portal',
  'packages/kit/src',
  'packages/sdk/src',
  'packages/contracts/src',
  'cities',
  'pnpm-lock.yaml',
]

let prepared: Promise<void> | undefined

/** Makes all that is stale, once a process; rejects with the tool's own words when one fails. */
export function prepare(): Promise<void> {
  prepared ??= make()
  return prepared
}

async function make(): Promise<void> {
  await run('.', ['packages/server/prisma/generate.ts'])
  const stampFile = join(root, 'packages', 'portal', 'dist', '.built-from')
  const wanted = hashTree(root, PORTAL_SOURCES)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log('Building the portal …')
  await run('packages/portal', ['--run', 'build'])
  writeFileSync(stampFile, wanted)
}

async function run(folder: string, args: string[]): Promise<void> {
  const { code, words } = await command(join(root, folder), process.execPath, args)
  if (code !== 0) throw new Error(`${args.join(' ')} failed in ${folder}:\n${words}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare()
