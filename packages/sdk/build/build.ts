/**
 * Makes dist/: ESM and CommonJS with their types, and a script for pages without a bundler (`window.CivicGrid`).
 * What is published names neither zod nor contracts (docs/adr/0007-sdk-types-and-bundles.md).
 */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build as bundle, type InlineConfig } from 'tsdown'
import { copySources, tidyComments } from './sources.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

/** The script's name in dist/. */
export const SCRIPT = 'civicgrid.min.js'

/** Doors of their own beside the core. */
export const PARTS = ['outbox', 'bridge', 'host', 'wechat', 'taro', 'webhooks', 'embed', 'elements', 'vue']

/** What the core fetches only once it is needed. */
export const CHUNKS = ['live']

/** The mock's door, which is held to no size. */
export const TESTING = 'testing'

const SHARED: InlineConfig = {
  cwd: root,
  config: false,
  // iOS 12, and the web-view of Android 8 once brought up to date.
  target: 'es2019',
  deps: { alwaysBundle: [/^@civicgrid\//], neverBundle: ['vue'] },
  outputOptions: { comments: false },
  clean: false,
  report: false,
  logLevel: 'warn',
  inputOptions: {
    // The first is of code that is left out in the end.
    checks: { toleratedTransform: false, pluginTimings: false },
    experimental: { attachDebugInfo: 'none' },
  },
}

/**
 * The script alone, for pages under test. Takes half a second.
 * @param part another door in the core's place, as `window.CivicBridge`
 * @returns its path
 */
export async function buildScript(outDir: string, part?: 'bridge' | 'webhooks'): Promise<string> {
  const name = part === undefined ? SCRIPT : `civicgrid-${part}.min.js`
  await bundle({
    ...SHARED,
    entry: { civicgrid: join(root, 'src', part ?? '', 'index.ts') },
    outDir,
    format: 'iife',
    globalName: part === undefined ? 'CivicGrid' : `Civic${part[0]?.toUpperCase()}${part.slice(1)}`,
    platform: 'browser',
    minify: true,
    dts: false,
    outputOptions: { comments: false, entryFileNames: name },
  })
  return join(outDir, name)
}

/**
 * What the city's service hands to partners' pages: the loader, and the elements that it fetches.
 * @param outDir `embed/v1` of what is served
 */
export async function buildEmbed(outDir: string): Promise<void> {
  const parts = [
    ['loader', 'iife'],
    ['elements', 'esm'],
  ] as const
  for (const [name, format] of parts)
    await bundle({
      ...SHARED,
      entry: { [name]: join(root, 'src', name, 'index.ts') },
      outDir,
      format,
      platform: 'browser',
      minify: true,
      dts: false,
      outputOptions: { comments: false, entryFileNames: `${name}.js` },
    })
}

/** Builds everything anew. Takes some seconds. */
export async function build(): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const index = copySources(root, join(root, '.cache', 'build'))
  // Apart, so that whoever needs no outbox loads nothing of it, and no chunk has a name that changes.
  const entry = (name: string) => ({ [name]: join(dirname(index), name, 'index.ts') })
  const entries: Record<string, string>[] = [{ index }, ...PARTS.map(entry)]
  for (const entry of entries)
    await bundle({
      ...SHARED,
      entry,
      outDir: dist,
      format: ['esm', 'cjs'],
      platform: 'neutral',
      // Names stay, so that a stack still says where; blanks are a tenth of what a phone fetches.
      minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
      outputOptions: (options, format) => ({
        ...options,
        comments: false,
        chunkFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
      }),
      fixedExtension: false,
      dts: true,
    })
  for (const name of ['index', ...PARTS]) for (const end of ['.d.ts', '.d.cts']) tidyComments(join(dist, name + end))
  await buildTesting(dirname(index))
  await buildProgram(dirname(index))
  await buildScript(dist)
}

/** `civic`, for a developer's terminal: Node 20 and newer. */
async function buildProgram(sources: string): Promise<void> {
  await bundle({
    ...SHARED,
    entry: { civic: join(sources, 'cli', 'main.ts') },
    outDir: dist,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    fixedExtension: true,
    dts: false,
    outputOptions: { comments: false, codeSplitting: false },
  })
}

/** The mock: for a developer's machine, so it may be large, and takes the contracts and the server's rules with it. */
async function buildTesting(sources: string): Promise<void> {
  const shared: InlineConfig = {
    ...SHARED,
    outDir: dist,
    format: ['esm', 'cjs'],
    platform: 'neutral',
    target: 'es2022',
    deps: { alwaysBundle: [/^@civicgrid\//, 'zod', 'chinese-days'] },
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    fixedExtension: false,
  }
  const entry = (name: string) => ({ testing: join(sources, 'testing', name) })
  await bundle({ ...shared, entry: entry('door.ts'), dts: { emitDtsOnly: true } })
  await bundle({ ...shared, entry: entry('index.ts'), dts: false })
  for (const end of ['.d.ts', '.d.cts']) tidyComments(join(dist, `testing${end}`))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await build()
