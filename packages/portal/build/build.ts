import { readFileSync, rmSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { build } from 'vite'
import { buildEmbed } from '../../sdk/build/build.ts'
import type { renderPage } from '../src/prerender.ts'
import { readCity } from './city.ts'
import { compress } from './compress.ts'
import { prerender } from './prerender.ts'

/**
 * Builds the portal for the city named by CITY: the client, then the first pages as HTML.
 * The pages carry the city's name and colours, so each city has a folder of its own: PORTAL_DIST, or `dist/<city>`.
 */
const root = resolve(import.meta.dirname, '..')
const outDir = resolve(process.env['PORTAL_DIST'] ?? resolve(root, 'dist', basename(process.env['CITY'] ?? 'haitang')))
const ssrDir = resolve(root, 'node_modules/.cache/prerender', basename(outDir))
const configFile = resolve(root, 'vite.config.ts')

await build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
await build({
  root,
  configFile,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: 'src/prerender.ts',
    outDir: ssrDir,
    emptyOutDir: true,
    manifest: false,
    minify: false,
    rolldownOptions: { input: 'src/prerender.ts' },
  },
})
/** A script that stands in the HTML. @returns its text */
async function inline(name: string): Promise<string> {
  await build({
    root,
    configFile,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: ssrDir,
      emptyOutDir: false,
      manifest: false,
      rolldownOptions: {
        input: `src/${name}.ts`,
        output: { format: 'iife', entryFileNames: `${name}.js`, codeSplitting: false },
      },
    },
  })
  return readFileSync(`${ssrDir}/${name}.js`, 'utf8').trim()
}
const scripts = { begin: await inline('begin'), embed: await inline('embed.begin') }
const rendered = (await import(`${ssrDir}/prerender.js`)) as { renderPage: typeof renderPage }
await prerender(outDir, readCity(), rendered.renderPage, scripts)
await buildEmbed(resolve(outDir, 'embed/v1'))
compress(outDir)
rmSync(ssrDir, { recursive: true, force: true })
// The bundler's threads have been seen to keep the process alive after all was written; whoever starts us waits for the end.
process.exit(0)
