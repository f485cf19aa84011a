import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testUrl } from '../../packages/server/test/harness.ts'
import { freePort } from '../../tools/pg.ts'

// `npm run example:host` beside `npm start`, each as somebody starts it, with the demo city's own file and keys.

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'civic-host-app-'))
const children: ChildProcess[] = []
const base = { PATH: process.env.PATH, CITY: process.env.TEST_CITY ?? 'haitang' }
let database: Awaited<ReturnType<typeof testUrl>>
let service = ''

/** @returns the line with which it says that it is there */
async function start(file: string, env: Record<string, string>, there: RegExp): Promise<string> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(process.execPath, [join(root, file)], { env: { ...base, ...env }, stdio: [...stdio] })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) if (there.test(line)) return line
  throw new Error(`${file} ended before it was there`)
}

beforeAll(async () => {
  database = await testUrl()
  const port = String(await freePort())
  service = `http://127.0.0.1:${port}`
  const env = { NODE_ENV: 'test', SEED_DEMO: 'off', PORT: port, DATABASE_URL: database.url, FILES_DIR: folder }
  await start('packages/server/src/main.ts', env, /residents/)
})
afterAll(async () => {
  for (const child of children) {
    const ended = once(child, 'close')
    child.kill()
    await ended
  }
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
  const json = { 'content-type': 'application/json', ...headers }
  return fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body), redirect: 'manual' })
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

test('each app of the city says where it is, signs its people in, and gets them into the portal', async () => {
  for (const [i, app] of [undefined, base.CITY === 'haitang' ? 'tangxi-app' : 'qingya-app'].entries()) {
    const port = String(await freePort())
    const origin = `http://localhost:${port}`
    const env = { PORT: port, BASE_URL: service, ...(app ? { HOST_APP: app } : {}) }
    expect(await start('examples/host-app/main.ts', env, /holds the portal/)).toContain(origin)

    const asked = await (await fetch(`${origin}/`)).text()
    const subject = /name="subject" value="([^"]+)"/.exec(asked)?.[1] ?? ''
    const form = new URLSearchParams({ subject, next: '//evil.example' })
    const signed = await fetch(`${origin}/sign-in`, { method: 'POST', body: form, redirect: 'manual' })
    // Not wherever an address says.
    expect(signed.headers.get('location')).toBe('/')
    const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await (await fetch(`${origin}/`, { headers: { cookie } })).text()).toContain(`data-portal="${service}"`)

    const verifier = randomBytes(32).toString('base64url')
    const callback = 'http://localhost:8787'
    const purpose = { hostApp: app ?? 'city-app', callback, proof: sha256(verifier) }
    const started = await (await post(`${service}/trpc/identity.startTicket`, purpose)).json()
    const { challenge } = (started as { result: { data: { challenge: string } } }).result.data
    expect((await post(`${origin}/api/ticket`, { challenge, callback }, { cookie })).status).toBe(403)
    const answer = await post(`${origin}/api/ticket`, { challenge, callback }, { cookie, origin })
    const { ticket } = (await answer.json()) as { ticket: string }
    const exchange = { ticket, verifier, hold: 'token' }
    const came = (await (await post(`${service}/trpc/identity.exchangeTicket`, exchange)).json()) as {
      result: { data: { me: { kind: string }; hostApp: string } }
    }
    expect([i, came.result.data]).toMatchObject([i, { hostApp: purpose.hostApp, me: { kind: 'resident' } }])
  }
})

test('an app that the city does not have is told, with those that it has', async () => {
  const child = spawn(process.execPath, [join(root, 'examples/host-app/main.ts')], {
    env: { ...base, HOST_APP: 'nobody' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => void (told += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect(code).not.toBe(0)
  expect(told).toContain('city-app')
})
