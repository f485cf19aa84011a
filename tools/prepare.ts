/**
 * Makes what serving needs beyond the packages: the Prisma clients and the portal. Each only when its sources changed,
 * so calling it always is cheap. `npm start` and the browser journeys call it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hashTree } from './hash-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const portal = join(root, 'packages', 'portal')

/** What the portal is built from: itself, and the workspace packages it draws in. */
const PORTAL_SOURCES = [
  'packages/portal',
  'packages/kit/src',
  'packages/sdk/src',
  'packages/contracts/src',
  'pnpm-lock.yaml',
]

/** Makes all that is stale; throws with the tool's own words when one fails. */
export function prepare(): void {
  run('.', ['packages/server/prisma/generate.ts'])
  const stampFile = join(portal, 'dist', '.built-from')
  const wanted = hashTree(root, PORTAL_SOURCES)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log('Building the portal …')
  run('packages/portal', ['--run', 'build'])
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted)
}

function run(folder: string, args: string[]): void {
  const result = spawnSync(process.execPath, args, { cwd: join(root, folder), encoding: 'utf8' })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout}${result.stderr}`)
  throw new Error(`${args.join(' ')} failed in ${folder}`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) prepare()
