import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readCity } from './city.ts'

const PLATFORMS = ['weapp', 'alipay', 'h5'] as const
const here = resolve(import.meta.dirname, '..')
const platform = PLATFORMS.find((each) => each === (process.argv[2] ?? 'weapp'))
const watch = process.argv.includes('--watch')

/** Builds the mini-program for the city named by CITY into MINIAPP_DIST or `dist/<platform>`. */
async function build(): Promise<number> {
  if (!platform) throw new Error(`There is no platform ${process.argv[2]}; there are: ${PLATFORMS.join(', ')}`)
  const outDir = resolve(here, process.env.MINIAPP_DIST ?? `dist/${platform}`)
  rmSync(outDir, { recursive: true, force: true })
  const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro')
  const args = [taro, 'build', '--type', platform, '--disable-global-config', ...(watch ? ['--watch'] : [])]
  const child = spawn(process.execPath, args, {
    cwd: here,
    env: { ...process.env, TARO_ENV: platform, NODE_ENV: watch ? 'development' : 'production', MINIAPP_DIST: outDir },
    stdio: 'inherit',
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  if (code === 0 && platform === 'weapp') nameProject(resolve(outDir, 'project.config.json'))
  return code ?? 1
}

/** WeChat's developer tools read from here whose program it is. */
function nameProject(file: string): void {
  const { appId, boot } = readCity()
  const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...config, appid: appId, projectname: boot.code }, null, 2))
}

process.exitCode = await build()
