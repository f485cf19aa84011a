import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'
import type { renderPage } from '../src/prerender.ts'
import { readCity } from './city.ts'
import { prerender } from './prerender.ts'

/** Builds the portal for the city named by CITY: the client, then the first pages as HTML. */
const root = resolve(import.meta.dirname, '..')
const ssrDir = resolve(root, 'node_modules/.cache/prerender')
const configFile = resolve(root, 'vite.config.ts')

await build({ root, configFile, logLevel: 'warn' })
await build({
  root,
  configFile,
  logLevel: 'warn',
  publicDir: false,
  build: { ssr: 'src/prerender.ts', outDir: ssrDir, emptyOutDir: true, manifest: false, minify: false, rolldownOptions: { input: 'src/prerender.ts' } },
})
const rendered = (await import(`${ssrDir}/prerender.js`)) as { renderPage: typeof renderPage }
await prerender(resolve(root, 'dist'), readCity(), rendered.renderPage)
rmSync(ssrDir, { recursive: true, force: true })
