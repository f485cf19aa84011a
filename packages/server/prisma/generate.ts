/**
 * Makes the two Prisma schemas and clients from the one models file, when they are stale: `node packages/server/prisma/generate.ts`.
 * Stale is decided by a hash over everything that goes in, so calling it always is cheap (about 50 ms).
 * The clients are not committed: a million characters of generated code would hide every change of the models.
 */
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { MODELS_FILE, PROVIDERS, schemaText } from './schema.ts'
import type { Provider } from './schema.ts'

const require = createRequire(import.meta.url)
const generated = new URL('./generated/', import.meta.url)
const stamp = new URL('stamp', generated)

async function wanted(): Promise<string> {
  const inputs = await Promise.all([
    readFile(new URL(import.meta.url), 'utf8'),
    readFile(new URL('./schema.ts', import.meta.url), 'utf8'),
    readFile(MODELS_FILE, 'utf8'),
    readFile(require.resolve('prisma/package.json'), 'utf8'),
  ])
  return createHash('sha256').update(inputs.join('\0')).digest('hex')
}

async function generate(provider: Provider, into: URL): Promise<void> {
  const folder = new URL(`${provider}/`, into)
  await mkdir(folder, { recursive: true })
  const schema = new URL('schema.prisma', folder)
  await writeFile(schema, schemaText(provider, await readFile(MODELS_FILE, 'utf8')))
  await promisify(execFile)(
    process.execPath,
    [require.resolve('prisma/build/index.js'), 'generate', '--schema', schema.pathname],
    {
      env: {
        ...process.env,
        // Generating does not use the native schema engine (a download that is not on npm), but the command line looks
        // for one; any executable will do.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
}

const now = await wanted()
const before = await readFile(stamp, 'utf8').catch(() => null)
if (before !== now) {
  // Made aside and moved, so that two runs at once, or a stopped one, never leave half a client.
  const aside = new URL(`./generated-${randomUUID()}/`, import.meta.url)
  await Promise.all(PROVIDERS.map((provider) => generate(provider, aside)))
  await writeFile(new URL('stamp', aside), now)
  await rm(generated, { recursive: true, force: true })
  await rename(aside, generated).catch(async () => {
    await cp(aside, generated, { recursive: true })
    await rm(aside, { recursive: true, force: true })
  })
  console.log('Prisma clients generated (sqlite, postgresql).')
}
