/**
 * A Chromium from npm, ready to start: unpacked once, with the libraries that the machine lacks and a Chinese font.
 * A browser of the machine's own is taken instead when CHROMIUM_PATH names it.
 */
import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

const require = createRequire(import.meta.url)
const execute = promisify(execFile)
const cache = fileURLToPath(new URL('../node_modules/.cache/chromium/', import.meta.url))

export interface Chromium {
  readonly executablePath: string
  /** What its environment needs besides ours. */
  readonly env: Record<string, string>
}

export async function chromium(): Promise<Chromium> {
  const fonts = { FONTCONFIG_FILE: await fontConfig() }
  const own = process.env.CHROMIUM_PATH
  if (own !== undefined) return { executablePath: own, env: fonts }

  const packed = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as { version: string }
  const folder = join(cache, version)
  await once(folder, async (into) => {
    await unpack(join(packed, 'bin', 'chromium.br'), join(into, 'chromium'))
    await chmod(join(into, 'chromium'), 0o755)
    await unpack(join(packed, 'bin', 'al2023.tar.br'), join(into, 'libraries.tar'))
    await execute('tar', ['-xf', 'libraries.tar'], { cwd: into })
    await rm(join(into, 'libraries.tar'))
  })

  const executablePath = join(folder, 'chromium')
  if ((await missingLibraries(executablePath)).length === 0) return { executablePath, env: fonts }
  // The package brings NSS and a few more for machines that have none.
  const env = { ...fonts, LD_LIBRARY_PATH: join(folder, 'lib') }
  const missing = await missingLibraries(executablePath, env)
  if (missing.length === 0) return { executablePath, env }
  throw new Error(
    `The browser lacks ${missing.join(', ')}. Install libnss3 (on Debian: apt-get install libnss3), or name a Chromium of the machine in CHROMIUM_PATH.`,
  )
}

/** Makes a folder aside and moves it into place, so that two runs at once, or a stopped one, never see half of it. */
async function once(folder: string, fill: (into: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return
  const aside = `${folder}.${process.pid}`
  await mkdir(aside, { recursive: true })
  await fill(aside)
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}

async function unpack(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))
}

async function missingLibraries(program: string, env: Record<string, string> = {}): Promise<string[]> {
  const { stdout } = await execute('ldd', [program], { env: { ...process.env, ...env } })
  return [...stdout.matchAll(/(\S+) => not found/g)].map(([, name]) => name ?? '')
}

/** A fontconfig file that knows one family, so that pages look the same on every machine and Chinese is never boxes. */
async function fontConfig(): Promise<string> {
  const family = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const file = join(cache, 'fonts.conf')
  const alias = (generic: string) =>
    `<alias binding="strong"><family>${generic}</family><prefer><family>Noto Sans SC</family></prefer></alias>`
  await mkdir(cache, { recursive: true })
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${['400Regular', '500Medium', '700Bold'].map((weight) => `<dir>${join(family, weight)}</dir>`).join('\n')}
<cachedir>${join(cache, 'fonts')}</cachedir>
${['sans-serif', 'serif', 'monospace', 'system-ui'].map(alias).join('\n')}
</fontconfig>
`,
  )
  return file
}
