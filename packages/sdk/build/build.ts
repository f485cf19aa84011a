/**
 * Makes dist/: ESM and CommonJS with their types, and a script for pages without a bundler (`window.CivicGrid`).
 * The sources are copied with their wire types written out, so that what is published names neither zod nor contracts
 * (docs/adr/0007-sdk-types-and-bundles.md).
 */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build as bundle, type InlineConfig } from 'tsdown'
import { writeWireTypes } from './wire-types.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'build')
const copy = join(cache, 'sdk')
const contracts = join(cache, 'contracts')

/** iOS 12 and the web-view of Android 8, once brought up to date. */
const TARGET = 'es2019'

const SHARED: InlineConfig = {
  cwd: root,
  config: false,
  target: TARGET,
  platform: 'neutral',
  outputOptions: { comments: false },
  clean: false,
  report: false,
  logLevel: 'warn',
  // Of code that is left out in the end.
  inputOptions: {
    checks: { toleratedTransform: false, pluginTimings: false },
    experimental: { attachDebugInfo: 'none' },
  },
}

const ships = (path: string) => !/\.(test|test-d|fixtures)\.ts$/.test(path)

/**
 * Copies the sources, and what the SDK takes of the contracts beside them: the bundler of types follows a path, but not
 * a package of the workspace.
 */
function copySources(): void {
  rmSync(cache, { recursive: true, force: true })
  cpSync(join(root, 'src'), copy, { recursive: true, filter: ships })
  cpSync(join(root, '..', 'contracts', 'src'), contracts, { recursive: true, filter: ships })
  writeWireTypes(join(root, 'src', 'wire'), join(copy, 'wire'), join(root, 'tsconfig.json'))
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    const file = join(copy, name)
    if (statSync(file).isDirectory()) continue
    const constants = relative(dirname(file), join(contracts, 'constants.ts'))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('@civicgrid/contracts/constants', constants))
  }
}

/** A comment that stands behind the member before its own is lost to editors. */
function tidyComments(file: string): void {
  const text = readFileSync(file, 'utf8')
    .replaceAll(/^( *)(.*[;{]) (\/\*\*.*\*\/)$/gm, '$1$2\n$1$3')
    .replaceAll(/^( *)(\/\*\*.*\*\/)(?=\S)/gm, '$1$2\n$1')
  writeFileSync(file, text)
}

/** Builds everything anew. Takes some seconds. */
export async function build(): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  copySources()
  await bundle({
    ...SHARED,
    entry: { index: join(copy, 'index.ts') },
    format: ['esm', 'cjs'],
    fixedExtension: false,
    dts: true,
  })
  for (const name of ['index.d.ts', 'index.d.cts']) tidyComments(join(root, 'dist', name))
  await bundle({
    ...SHARED,
    entry: { civicgrid: join(copy, 'index.ts') },
    format: 'iife',
    globalName: 'CivicGrid',
    platform: 'browser',
    minify: true,
    dts: false,
    outputOptions: { comments: false, entryFileNames: 'civicgrid.min.js' },
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await build()
