import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { testUrl } from '../../test/harness.ts'
import { personal, TestThings } from '../../test/log.ts'
import { registerResident } from '../identity/register.ts'
import { createSessions } from '../identity/sessions/sessions.ts'
import {
  createSubject,
  eraseSubject,
  openDatabase,
  openFor,
  openKeys,
  readEvents,
  sealFor,
  systemClock,
  verifyAll,
} from '../kernel/index.ts'
import { retireKey } from './keys.ts'

const CLI = join(import.meta.dirname, 'cli.ts')
const CHILD = fileURLToPath(new URL('../../test/rewrap-child.ts', import.meta.url))
let file: string
let url: string
const environment = () => ({ PATH: process.env.PATH, DATABASE_URL: url, CIVICGRID_KEYS_FILE: file })

/** Runs `npm run keys -- …` as its script does. */
function keys(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env: environment() }, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    )
  })
}

beforeAll(async () => {
  const database = await testUrl()
  url = database.url
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-keys-'))
  file = join(folder, 'keys.json')
  return async () => {
    await rm(folder, { recursive: true })
    await database.remove()
  }
})

const SUBJECTS = 450
const NOTHING = { masterKeys: undefined, lookupKey: undefined, signingKey: undefined }

test('master keys rotate beside a server that runs: killed in the middle, written to and erased from meanwhile, nothing is lost', async () => {
  expect((await keys('init')).out).toContain('new keys')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await keys('init')).toEqual({ code: 2, out: '', told: `${file} is there already\n` })

  const server = await openDatabase({ url, keys: openKeys({ ...NOTHING, file, production: true }) })
  onTestFinished(() => server.close())
  const kernel = { db: server, clock: systemClock }
  const sessions = createSessions(kernel)
  const things = new TestThings()
  const made = await server.work(async (tx) => {
    const ids: { subject: number; sealed: Buffer }[] = []
    for (let i = 0; i < SUBJECTS; i++) {
      const subject = await createSubject(tx)
      ids.push({ subject, sealed: await sealFor(tx, subject, 'x', `secret ${subject}`) })
    }
    await things.append(tx, 1, [personal(ids[0]?.subject ?? 0, '李秀英')])
    return ids
  })
  const li = await server.work((tx) =>
    registerResident(tx, { jurisdiction: '/a', name: '李秀英', phone: null, now: Date.now() }),
  )
  const session = await sessions.open('resident', li.id, { via: 'phone' })
  const pair = await sessions.openPair('resident', li.id, { via: 'wechat' })

  expect((await keys('rotate', 'master', '--now')).out).toMatch(
    /^master k\d{8} is used from .*; then: npm run keys -- rewrap\n$/,
  )
  const killed = spawn(process.execPath, [CHILD, url, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  // The first page is done: some are under the new key, some under the old.
  await once(killed.stdout, 'data')
  const erased = made.at(-1)?.subject ?? 0
  await server.work((tx) => eraseSubject(tx, erased, Date.now()))
  killed.kill('SIGKILL')
  await once(killed, 'close')

  // The server has not looked at the file since: what it meets under a key that it does not know has it look.
  const opens = () =>
    Promise.all(made.slice(0, -1).map(({ subject, sealed }) => openFor(server.read, subject, 'x', sealed)))
  const whole = made.slice(0, -1).map(({ subject }) => `secret ${subject}`)
  expect(await opens()).toEqual(whole)
  const younger = await server.work(async (tx) => {
    const subject = await createSubject(tx)
    return { subject, sealed: await sealFor(tx, subject, 'x', 'young') }
  })
  const retiring = { file, id: 'k1', hurry: true, sql: server.read, now: Date.now() }
  await expect(retireKey(retiring)).rejects.toThrow(/^k1 still wraps the keys of \d+ subjects/)

  expect((await keys('rewrap')).out).toMatch(/subjects are under k\d{8} now/)
  expect(await opens()).toEqual(whole)
  expect(await openFor(server.read, younger.subject, 'x', younger.sealed)).toBe('young')
  expect(await openFor(server.read, erased, 'x', made.at(-1)?.sealed ?? Buffer.alloc(0))).toBeNull()
  expect((await keys('list')).out).toMatch(
    new RegExp(`master k1  .*  known  wraps 0\\nmaster k\\d{8}  .*  in use  wraps ${SUBJECTS + 1}\\n`),
  )

  await expect(retireKey({ ...retiring, hurry: false })).rejects.toThrow('may still be shown')
  expect((await keys('retire', 'k1', '--now')).out).toContain('opens and signs nothing any more')
  expect(server.keys.refresh()).toBe(true)
  // A server that starts now has never had the old key.
  const fresh = await openDatabase({ url, keys: openKeys({ ...NOTHING, file, production: true }) })
  onTestFinished(() => fresh.close())
  for (const db of [server, fresh]) {
    expect((await readEvents(db.read, 'test', 1))[0]?.personal).toEqual({ name: '李秀英' })
    for await (const finding of verifyAll(db.read, things.kinds)) expect(finding).toBeUndefined()
    const there = createSessions({ ...kernel, db })
    expect(await there.actorOf('resident', session.token)).toMatchObject({ kind: 'resident', id: li.id })
  }
  expect(await sessions.renewPair(pair.refresh)).toMatchObject({ access: expect.any(String) })
})
