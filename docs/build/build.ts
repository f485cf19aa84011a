/**
 * Makes the documentation site from the guides, the list of errors and what stands here: `npm run docs:build`. It takes
 * some ten seconds, and nothing where nothing has changed since.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vitepress'
import { alone } from '../../tools/alone.ts'
import { hashTree } from '../../tools/hash-tree.ts'
import { configOf } from './config.ts'
import { DIST, writePages } from './pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SITE = join(root, 'docs', '.cache', 'site')

const SOURCES = [
  'docs/guides',
  'docs/build',
  'docs/package.json',
  'packages/sdk/api',
  'packages/contracts/src/kernel/errors.ts',
  'packages/kit/src/locales/en/errors.ts',
  'packages/kit/src/locales/zh-CN/errors.ts',
]

/** @returns whether anything had to be made */
async function buildDocs(): Promise<boolean> {
  const stamp = join(DIST, '.built-from')
  const wanted = hashTree(root, SOURCES)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const config = configOf(writePages(SITE), DIST)
  mkdirSync(join(SITE, '.vitepress'), { recursive: true })
  writeFileSync(join(SITE, '.vitepress', 'config.mjs'), `export default ${JSON.stringify(config)}\n`)
  cpSync(join(root, 'docs', 'build', 'theme'), join(SITE, '.vitepress', 'theme'), { recursive: true })
  rmSync(stamp, { force: true })
  await build(SITE)
  // The last thing: whoever looks for it finds a whole site.
  writeFileSync(stamp, wanted)
  return true
}

const made = await alone(join(root, 'docs', '.cache', 'lock'), buildDocs)
console.log(made ? `The documentation is in ${DIST}` : 'The documentation is as its sources are')
// VitePress leaves a worker behind.
process.exit(0)
