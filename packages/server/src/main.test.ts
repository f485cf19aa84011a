import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../tools/pg.ts'
import { call, newKey, signIn } from '../test/http.ts'
import { dialect, testUrl } from '../test/harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'civic-main-'))
const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Started {
  child: ChildProcess
  said(): string
  ended: Promise<number | null>
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env.PATH,
      SEED_DEMO: 'off',
      FILES_DIR: join(folder, 'files'),
      CITY: process.env.TEST_CITY ?? 'haitang',
      ...env,
    },
  })
  children.add(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

async function up(env: Record<string, string>): Promise<Started & { url: string }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = start({ PORT: String(port), ...env })
  await expect
    .poll(
      () =>
        fetch(`${url}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBe(200)
  return { ...started, url }
}

describe('the process', () => {
  test('serves a new database, says where, and serves it again after a stop', async () => {
    const { url: database, remove } = await testUrl()
    const env = { NODE_ENV: 'test', DATABASE_URL: database }
    const first = await up(env)
    expect(first.said()).toMatch(/residents {2}http:\/\/localhost:\d+\/\n.*\/desk/)
    expect((await fetch(`${first.url}/trpc/city.get`)).status).toBe(200)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const second = await up(env)
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
    await remove()
  })

  test('fills a new database with the demo city, tells how to come in as each of its people, and fills it once', async () => {
    const { url: database, remove } = await testUrl()
    const env = { NODE_ENV: 'development', LOG_LEVEL: 'info', DATABASE_URL: database, SEED_DEMO: '' }
    const first = await up(env)
    expect(first.said()).toContain('filled with the demo city')
    const { items } = (
      await call<{ items: { persona: string; realm: string }[] }>(first.url, 'identity.demoPersonas', undefined, {
        method: 'GET',
      })
    ).data
    expect(new Set(items.map(({ realm }) => realm))).toEqual(new Set(['resident', 'staff']))
    for (const { persona } of items) expect(first.said()).toMatch(new RegExp(`^ +${persona} `, 'm'))
    const resident = items.find(({ realm }) => realm === 'resident')
    const { token } = await signIn(first.url, resident?.persona ?? '')
    const mine = await call<{ items: unknown[] }>(first.url, 'appeals.mine', {}, { method: 'GET', token })
    expect(mine.data.items).not.toEqual([])
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const second = await up(env)
    expect(second.said()).not.toContain('filled with the demo city')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    await remove()
  })

  test('asked to stop, takes no one new, answers whom it has begun to hear, and is gone within ten seconds', async () => {
    const { url: database, remove } = await testUrl()
    const { url, child, ended } = await up({ NODE_ENV: 'test', DATABASE_URL: database })
    const { port } = new URL(url)
    const body = '{"persona":"nobody"}'
    const slow = createConnection(Number(port), '127.0.0.1')
    let heard = ''
    slow.on('data', (chunk) => void (heard += chunk.toString()))
    slow.write(
      `POST /trpc/identity.demoSignIn HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const asked = performance.now()
    child.kill('SIGTERM')
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
    slow.write(body.slice(5))
    await expect.poll(() => heard).toContain('404 Not Found')
    slow.end()
    expect(await ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
    await remove()
  })

  test('a city folder with something wrong in it is told, and nothing is served', async () => {
    const { ended, said } = start({
      NODE_ENV: 'test',
      CITY: join(folder, 'atlantis'),
      DATABASE_URL: `file:${folder}/never.db`,
    })
    expect(await ended).toBe(1)
    expect(said()).toMatch(/does not start[^]*city\.json is missing/)
  })
})

describe('in production', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const secrets = {
    PUBLIC_URL: 'https://12345.example.cn',
    CIVICGRID_MASTER_KEYS: `k1:${key}`,
    CIVICGRID_LOOKUP_KEY: key,
    CIVICGRID_SIGNING_KEY: key,
  }

  test('it refuses to start without secrets of its own, and says which to set', async () => {
    const { ended, said } = start({ NODE_ENV: 'production', DATABASE_URL: `file:${folder}/never.db` })
    expect(await ended).toBe(1)
    for (const name of Object.keys(secrets)) expect(said()).toContain(name)
  })

  test('there is no demo door, no demo data and no clock to move', async () => {
    const { url: database, remove } = await testUrl()
    const { url, child, ended, said } = await up({
      NODE_ENV: 'production',
      DATABASE_URL: database,
      HOST: '127.0.0.1',
      ...secrets,
    })
    expect((await call(url, 'identity.demoSignIn', { persona: 'li' })).status).toBe(404)
    expect((await call(url, 'identity.demoPersonas', undefined, { method: 'GET' })).status).toBe(404)
    expect((await fetch(`${url}/test/clock`, { method: 'POST', body: '{"advanceMs":1}' })).status).toBe(404)
    expect(said()).not.toContain('sign in as')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    await remove()
  })
})

test.runIf(dialect === 'sqlite')(
  'killed in the middle, it starts again on the same file and knows its sessions',
  async () => {
    const { url: database, remove } = await testUrl()
    const env = { NODE_ENV: 'test', DATABASE_URL: database }
    const first = await up(env)
    const [persona] = (
      await call<{ items: { persona: string; realm: string }[] }>(first.url, 'identity.demoPersonas', undefined, {
        method: 'GET',
      })
    ).data.items
    const { token } = persona ? await signIn(first.url, persona.persona) : { token: '' }
    first.child.kill('SIGKILL')
    await first.ended
    const second = await up(env)
    const { data } = await call(second.url, 'identity.me', undefined, {
      method: 'GET',
      token,
      headers: { 'idempotency-key': newKey() },
    })
    expect(data).toMatchObject({ kind: persona?.realm ?? 'guest' })
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    await remove()
  },
)
