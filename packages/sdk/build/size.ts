/**
 * `npm run size`: what each of our doors costs a page, beside the published SDKs of others. Every line is measured alike:
 * all that the door exports, bundled for a browser, minified, gzipped. The others are fetched for this and nothing else.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build as bundle } from 'tsdown'
import { build, buildEmbed, PARTS } from './build.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'size')

/** What others ask a page to load; exact, so that the figures stay what they were. */
const OTHERS = {
  '@line/liff': '2.31.0',
  '@discord/embedded-app-sdk': '2.5.0',
  '@telegram-apps/sdk': '3.11.8',
  '@stripe/stripe-js': '10.2.1',
  penpal: '7.0.6',
} as const

/** Budgets in bytes, gzipped; the tests hold them on what is packed. */
export const BUDGETS: Readonly<Record<string, number>> = {
  index: 9 * 1024,
  embed: 4.5 * 1024,
  loader: 2.5 * 1024,
  vue: 2 * 1024,
  webhooks: 1024,
}

/**
 * A door bundled as a page would: minified and gzipped.
 * @param name what is imported, a package or a file @param within the folder in which packages are found
 * @param peers what the page has anyway
 */
export async function bytesOf(name: string, within = cache, peers: readonly string[] = []): Promise<number> {
  const folder = join(within, `measured-${name.replaceAll(/\W+/g, '-')}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const entry = join(folder, 'entry.mjs')
  writeFileSync(entry, `export * from ${JSON.stringify(name)}\n`)
  await bundle({
    config: false,
    cwd: folder,
    entry: { page: entry },
    outDir: join(folder, 'out'),
    format: 'esm',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    dts: false,
    report: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/./], neverBundle: [...peers] },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const scripts = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).filter((out) =>
    /\.m?js$/.test(out),
  )
  const bytes = gzipSync(Buffer.concat(scripts.map((out) => readFileSync(join(folder, 'out', out))))).length
  rmSync(folder, { recursive: true, force: true })
  return bytes
}

function fetchOthers(): void {
  const wanted = JSON.stringify(OTHERS)
  const stamp = join(cache, 'others', '.fetched')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  mkdirSync(join(cache, 'others'), { recursive: true })
  writeFileSync(join(cache, 'others', 'package.json'), '{"private":true}')
  const names = Object.entries(OTHERS).map(([name, version]) => `${name}@${version}`)
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...names]
  const { status, stderr } = spawnSync('npm', args, { cwd: join(cache, 'others'), encoding: 'utf8' })
  if (status !== 0) throw new Error(`The others could not be fetched:\n${stderr}`)
  writeFileSync(stamp, wanted)
}

/** The script that a partner's page names. @param within a folder of one's own */
export async function loaderBytes(within: string): Promise<number> {
  await buildEmbed(join(within, 'embed'))
  return gzipSync(readFileSync(join(within, 'embed', 'loader.js'))).length
}

const kB = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`.padStart(9)

async function print(): Promise<void> {
  await build()
  console.log('What a page loads, minified and gzipped\n')
  for (const door of ['index', ...PARTS]) {
    const bytes = await bytesOf(join(root, 'dist', `${door}.js`), cache, ['vue'])
    const name = door === 'index' ? '@civicgrid/sdk' : `@civicgrid/sdk/${door}`
    const budget = BUDGETS[door]
    console.log(name.padEnd(32), kB(bytes), budget === undefined ? '' : `  of ${kB(budget).trim()}`)
  }
  const loader = await loaderBytes(cache)
  console.log('/embed/v1/loader.js'.padEnd(32), kB(loader), `  of ${kB(BUDGETS.loader ?? 0).trim()}`)
  fetchOthers()
  console.log('\nOthers')
  for (const [name, version] of Object.entries(OTHERS)) {
    const bytes = await bytesOf(name, join(cache, 'others')).catch(() => null)
    console.log(`${name}@${version}`.padEnd(32), bytes === null ? 'could not be bundled' : kB(bytes))
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await print()
