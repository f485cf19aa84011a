import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../../../tools/pg.ts'
import { readCredentials, type SandboxCredentials } from './sandbox.folder.ts'
import { environmentOf, launchSandbox, type RunningSandbox, type SandboxSpec } from './sandbox.process.ts'

// One sandbox, as the server opens it: a process of its own.

const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'civic-sandbox-'))
let spec: SandboxSpec
let sandbox: RunningSandbox
let credentials: SandboxCredentials

beforeAll(async () => {
  const port = await freePort()
  spec = {
    folder: join(folder, 'one'),
    port,
    url: `http://localhost:${port}`,
    cityFolder: join(import.meta.dirname, '../../../../../cities', process.env.TEST_CITY ?? 'haitang'),
    portalFolder: join(folder, 'no portal'),
    memoryMb: 384,
    settings: {
      name: { 'zh-CN': '邻里通', en: 'Neighbourly' },
      operator: '邻里通科技',
      redirects: ['https://partner.example.cn/back'],
      origins: ['https://partner.example.cn'],
    },
  }
  // What the city's own server has in its environment.
  process.env.CIVICGRID_MASTER_KEYS = 'k1:production'
  sandbox = launchSandbox(process.env.PATH ?? '')(spec)
  await sandbox.ready
  const found = readCredentials(spec.folder)
  if (!found) throw new Error('no credentials were written')
  credentials = found
}, 120_000)
afterAll(async () => {
  delete process.env.CIVICGRID_MASTER_KEYS
  await sandbox.stop()
  // The one whose parent was killed may still be closing its files.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const clock = (init: RequestInit = {}, token = credentials.clockToken) =>
  fetch(`${spec.url}/sandbox/clock`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })
const moved = (body: object) => clock({ method: 'POST', body: JSON.stringify(body) })
const now = async () => Date.parse(((await (await clock()).json()) as { now: string }).now)

test('it is told nothing of our own environment: no key, no database, no secret', () => {
  const told = environmentOf(spec, '/bin')
  expect(told.DATABASE_URL).toBe(`file:${join(spec.folder, 'civicgrid.db')}`)
  expect(JSON.stringify(told)).not.toContain('production')
  const passed = readFileSync(join(spec.folder, 'keys.json'), 'utf8')
  expect(passed).toContain('civicgrid-keys-1')
  expect(statSync(join(spec.folder, 'credentials.json')).mode & 0o077).toBe(0)
  expect(statSync(spec.folder).mode & 0o077).toBe(0)
})

test('it has residents, appeals in every state, and an integration of its own that may do everything', async () => {
  const personas = await (await fetch(`${spec.url}/trpc/identity.demoPersonas`)).json()
  expect(JSON.stringify(personas)).toContain('administrator')
  const key = await importJWK(credentials.privateJwk)
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: String(credentials.privateJwk.kid) })
    .setIssuer(credentials.clientId)
    .setSubject(credentials.clientId)
    .setAudience(`${spec.url}/oidc`)
    .setJti('once')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
  const answer = await fetch(`${spec.url}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'changes.read',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  expect(await answer.json()).toMatchObject({ token_type: 'Bearer', scope: 'changes.read' })
})

test('its clock moves forward alone, for whoever has its token, and once for the same instant', async () => {
  expect((await clock({}, 'of-somebody-else')).status).toBe(401)
  const before = await now()
  const then = new Date(before + 48 * HOUR).toISOString()
  expect((await moved({ now: then })).status).toBe(200)
  await moved({ now: then })
  const after = await now()
  expect(after - before).toBeGreaterThanOrEqual(48 * HOUR)
  expect(after - before).toBeLessThan(49 * HOUR)
  await moved({ now: new Date(before).toISOString() })
  expect(await now()).toBeGreaterThanOrEqual(after)
  for (const body of [{ advanceMs: -HOUR }, { advanceMs: 500 * 24 * HOUR }, {}])
    expect((await moved(body)).status).toBe(400)
})

test('stopped and started it is as it was left: its data, its credentials and its time', async () => {
  const before = await now()
  await sandbox.stop()
  sandbox = launchSandbox(process.env.PATH ?? '')(spec)
  await sandbox.ready
  expect(readCredentials(spec.folder)).toEqual(credentials)
  expect(await now()).toBeGreaterThanOrEqual(before)
}, 60_000)

test('when whoever started it is killed it ends by itself, and leaves its port to the next', async () => {
  await sandbox.stop()
  const program = `
    const { launchSandbox } = await import(${JSON.stringify(join(import.meta.dirname, 'sandbox.process.ts'))})
    await launchSandbox(process.env.PATH)(${JSON.stringify(spec)}).ready
    process.stdout.write('ready')`
  const server = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => server.stdout.once('data', resolve))
  expect((await clock()).status).toBe(200)
  server.kill('SIGKILL')
  const answers = () =>
    clock().then(
      () => true,
      () => false,
    )
  await expect.poll(answers, { timeout: 20_000 }).toBe(false)
}, 60_000)
