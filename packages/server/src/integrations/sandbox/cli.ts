import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readEnv } from '../../env.ts'
import { readCredentials, readSettings } from './sandbox.folder.ts'
import { launchSandbox } from './sandbox.process.ts'

/**
 * A sandbox on this machine, without a city around it (docs/guides/integration-desk.md):
 *   npm run sandbox -- [--port 8790] [--folder data/sandbox] [--redirect URL …] [--origin ORIGIN …] [--fresh]
 * Prints where it is, by what a program comes in, and who may be signed in as; Ctrl-C ends it, and what is in it stays.
 */
const ROOT = resolve(import.meta.dirname, '../../../../..')
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8790' },
    folder: { type: 'string', default: 'data/sandbox' },
    redirect: { type: 'string', multiple: true },
    origin: { type: 'string', multiple: true },
    fresh: { type: 'boolean', default: false },
  },
})
const folder = resolve(ROOT, values.folder)
const port = Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port} is no port`)
const env = readEnv()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The portal of the city, built if it is not. */
const prepared = await new Promise<number | null>((done) =>
  spawn(process.execPath, ['tools/prepare.ts'], { cwd: ROOT, stdio: 'inherit' }).on('close', done),
)
if (prepared !== 0) process.exit(prepared ?? 1)
if (values.fresh) rmSync(folder, { recursive: true, force: true })

const kept = readSettings(folder)
const url = `http://localhost:${port}`
const sandbox = launchSandbox(env.sandboxes.path)({
  folder,
  port,
  url,
  cityFolder: env.cityFolder,
  portalFolder: env.portalFolder,
  memoryMb: env.sandboxes.memoryMb,
  settings: {
    name: { 'zh-CN': '沙箱接入', en: 'Sandbox integration' },
    operator: '沙箱接入',
    redirects: values.redirect ?? kept?.redirects ?? [],
    origins: values.origin ?? kept?.origins ?? [],
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void sandbox.stop())

try {
  await sandbox.ready
  const credentials = readCredentials(folder)
  say(`The sandbox answers.
  address      ${url}/          (desk: ${url}/desk, tokens: ${url}/oidc)
  client_id    ${credentials?.clientId ?? ''}
  private key  ${join(folder, 'credentials.json')}: privateJwk, for private_key_jwt
  its clock    POST ${url}/sandbox/clock {"advanceMs": 86400000} with "authorization: Bearer <clockToken>" of that file
Ctrl-C ends it; what is in it stays. --fresh begins from nothing.`)
  await sandbox.ended
} catch {
  process.stderr.write(`The sandbox does not start; ${join(folder, 'server.log')} says why.\n`)
  process.exitCode = 1
}
