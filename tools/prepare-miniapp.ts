/** Builds the mini-program for tests, only when its sources changed. Beside `prepare.ts`: serving a city needs none of it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { command } from './command.ts'
import { hashTree } from './hash-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const OWN = ['src', 'build', 'config', 'package.json', 'project.config.json', 'babel.config.cjs']
const SOURCES = [
  ...OWN.map((name) => `packages/miniapp/${name}`),
  'packages/kit/src',
  'packages/sdk/src',
  'packages/contracts/src',
  'pnpm-lock.yaml',
]

const prepared = new Map<string, Promise<string>>()

/** What it is built for, and a file by which it is known that it was. */
const ENTRIES = { weapp: 'app.json', alipay: 'app.json', h5: 'index.html' } as const
export type Platform = keyof typeof ENTRIES

/**
 * The built mini-program of a city, once a process; rejects with the tool's own words when the build fails.
 * @returns the folder with app.json, or with index.html for h5
 */
export function prepareMiniapp(
  city = process.env.TEST_CITY || 'haitang',
  platform: Platform = 'weapp',
): Promise<string> {
  const name = platform === 'weapp' ? city : `${city}-${platform}`
  const running = prepared.get(name) ?? make(city, platform, name)
  prepared.set(name, running)
  return running
}

async function make(city: string, platform: Platform, name: string): Promise<string> {
  const made = join(root, 'packages', 'miniapp', '.cache', 'built')
  const dist = join(made, name)
  const stamp = join(dist, '.built-from')
  const folder = resolve(root, 'cities', city)
  const wanted = hashTree(root, [...SOURCES, relative(root, folder)])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return dist
  console.log(`Building the mini-program of ${city} for ${platform} …`)
  // Aside first: another process may be building the same one.
  const aside = join(made, `${name}.${process.pid}`)
  mkdirSync(made, { recursive: true })
  const env = { CITY: folder, MINIAPP_DIST: aside, NODE_ENV: 'production' }
  const { code, words } = await command(
    join(root, 'packages', 'miniapp'),
    process.execPath,
    ['build/build.ts', platform],
    env,
  )
  if (code !== 0 || !existsSync(join(aside, ENTRIES[platform]))) {
    rmSync(aside, { recursive: true, force: true })
    throw new Error(`The mini-program of ${city} was not built for ${platform}:\n${words}`)
  }
  writeFileSync(join(aside, '.built-from'), wanted)
  rmSync(dist, { recursive: true, force: true })
  try {
    renameSync(aside, dist)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(stamp)) throw error
  }
  return dist
}
