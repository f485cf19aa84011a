/** WeChat's own tools, installed when a test first needs them, and what they say of a built mini-program. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Checked } from '../packages/miniapp-check/src/check.ts'
import { command } from './command.ts'
import { hashTree } from './hash-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'packages', 'miniapp-check')

/** Once per change of its lockfile; a minute or two. Serving and developing never need it. */
async function install(): Promise<void> {
  const stamp = join(folder, 'node_modules', '.installed')
  const wanted = hashTree(root, ['packages/miniapp-check/pnpm-lock.yaml', 'packages/miniapp-check/pnpm-workspace.yaml'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing WeChat’s tools …')
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { packageManager: string }
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--config.minimum-release-age=0']
  const { code, words } = await command(folder, 'npx', args)
  if (code !== 0) throw new Error(`WeChat’s tools could not be installed:\n${words}`)
  writeFileSync(stamp, wanted)
}

/**
 * What miniprogram-ci says of the program in `dist`, without an account and without a network; what it compiles, as WeChat
 * would be sent it, goes into the folder `into`.
 */
export async function checkAsWeChat(dist: string, into: string): Promise<Checked> {
  await install()
  const { words } = await command(folder, process.execPath, ['src/check.ts', dist, into])
  const last = words.trim().split('\n').pop() ?? ''
  if (!last.startsWith('{')) throw new Error(`WeChat’s tools said nothing that can be read:\n${words}`)
  return JSON.parse(last) as Checked
}
