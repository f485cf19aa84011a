import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../kernel/index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type Browser, type Ready } from '../../../test/staff-access.ts'
import { createTries } from './tries.ts'

let w: AccessWorld
let shen: Ready
let page: Browser
const MINUTE = 60_000

beforeAll(async () => {
  w = await accessWorld()
  shen = await w.ready('沈青', 'shenqing')
})
afterAll(() => w.stop())
beforeEach(async () => {
  // Past every wait and every code of the test before.
  w.kernel.clock.advance(30 * 3_600_000)
  await w.access.sweep()
  page = w.browser()
})

const password = (word = shen.password, from = page, loginName = shen.loginName) =>
  from.post<{ step: string; factors: string[] }>('staffAccess.passwordSignIn', { loginName, password: word })
const factor = (step: string, input: object, from = page) =>
  from.post<{ me: object }>('staffAccess.factorSignIn', { step, ...input })
async function signIn(from = page, offMs = 0) {
  const { data } = await password(shen.password, from)
  return factor(data.step, { code: shen.code(offMs) }, from)
}
const who = async (from = page) => (await from.get<{ kind: string; name?: string }>('identity.me')).data
const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => [status, error?.code]

describe('a password and a code', () => {
  test('let one in, by a cookie that the page cannot read and an answer without a token', async () => {
    const asked = await password()
    expect(asked.data.factors).toEqual(['totp', 'recovery'])
    expect(await who()).toEqual({ kind: 'guest' })
    const answer = await factor(asked.data.step, { code: shen.code() })
    expect(answer.data).toMatchObject({ me: { kind: 'staff', name: '沈青' } })
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('civic-desk=')) ?? ''
    expect(line).toContain('HttpOnly; SameSite=Lax')
    expect(JSON.stringify(answer.data)).not.toContain(page.cookies.get('civic-desk'))
    expect(await who()).toMatchObject({ kind: 'staff', name: '沈青' })
  })
  test('a name is one name however it is typed; a code may have a blank', async () => {
    const { data } = await password(shen.password, page, ' ShenQing ')
    const code = shen.code()
    expect((await factor(data.step, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200)
  })
  test.each([
    ['another password', () => password('不是这个密码吧')],
    ['nobody’s name', () => password(PASSWORD, page, 'nobody')],
  ])('%s is refused in the same words', async (_what, ask) => {
    const { status, error } = await ask()
    expect([status, error.code, error.message, error.fields]).toEqual([
      403,
      'SIGN_IN_FAILED',
      'name, password or code do not fit',
      null,
    ])
  })
  test('a code is taken once: the same one again is refused, and so is an older one', async () => {
    const code = shen.code()
    const first = await password()
    expect((await factor(first.data.step, { code })).status).toBe(200)
    const older = shen.code(-30_000)
    for (const again of [code, older]) {
      const { data } = await password()
      expect(codeOf(await factor(data.step, { code: again }))).toEqual([403, 'SIGN_IN_FAILED'])
    }
  })
  test('the same code in two browsers at once lets one of them in', async () => {
    const pages = [w.browser(), w.browser()]
    const steps = await Promise.all(pages.map((from) => password(shen.password, from)))
    const code = shen.code()
    const answers = await Promise.all(pages.map((from, i) => factor(steps[i]?.data.step ?? '', { code }, from)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403])
  })
  test.each([-2, 2])('a phone whose clock is %d minutes off works', async (minutes) => {
    expect((await signIn(page, minutes * MINUTE)).status).toBe(200)
  })
  test('one of five minutes ago does not', async () => {
    expect(codeOf(await signIn(page, -5 * MINUTE))).toEqual([403, 'SIGN_IN_FAILED'])
  })
  test('the step between the two lives five minutes and is taken once', async () => {
    const { data } = await password()
    w.kernel.clock.advance(5 * MINUTE)
    expect(codeOf(await factor(data.step, { code: shen.code() }))).toEqual([403, 'SIGN_IN_FAILED'])
    const next = await password()
    expect((await factor(next.data.step, { code: shen.code() })).status).toBe(200)
    w.kernel.clock.advance(MINUTE)
    expect(codeOf(await factor(next.data.step, { code: shen.code() }))).toEqual([403, 'SIGN_IN_FAILED'])
  })
  test('a recovery code stands in for a lost phone, once, however it is typed', async () => {
    const [code = ''] = shen.recoveryCodes
    const first = await password()
    expect((await factor(first.data.step, { recovery: code.toUpperCase().replace('-', ' ') })).status).toBe(200)
    const again = await password()
    expect(codeOf(await factor(again.data.step, { recovery: code }))).toEqual([403, 'SIGN_IN_FAILED'])
  })
})

describe('a session', () => {
  test('is always a new one: a token that was put into the browser before opens nothing afterwards', async () => {
    await signIn()
    const planted = page.cookies.get('civic-desk') ?? ''
    const victim = w.browser()
    victim.cookies.set('civic-desk', planted)
    w.kernel.clock.advance(MINUTE)
    await signIn(victim)
    expect(victim.cookies.get('civic-desk')).not.toBe(planted)
    // Whoever planted it knows it still.
    expect(await who(page)).toEqual({ kind: 'guest' })
  })
  test('is not opened at the wish of another site', async () => {
    const { data } = await password()
    const input = { step: data.step, code: shen.code() }
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[])
      expect(codeOf(await page.post('staffAccess.factorSignIn', input, headers))).toEqual([403, 'FORBIDDEN'])
    expect((await page.post('staffAccess.factorSignIn', input)).status).toBe(200)
  })
  test('asks for a proof after ten minutes, before anything sensitive', async () => {
    await signIn()
    const ask = () => page.post('staffAccess.unlinkSubject', { ref: shen.ref, expectedVersion: 1 })
    // Past the proof it is a matter of rights.
    expect(codeOf(await ask())).toEqual([404, 'NOT_FOUND'])
    w.kernel.clock.advance(10 * MINUTE + 1)
    expect(codeOf(await ask())).toEqual([403, 'STEP_UP_REQUIRED'])
    expect(codeOf(await page.post('staffAccess.stepUp', { code: '000000' }))).toEqual([403, 'SIGN_IN_FAILED'])
    expect((await page.post('staffAccess.stepUp', { code: shen.code() })).status).toBe(200)
    expect(codeOf(await ask())).toEqual([404, 'NOT_FOUND'])
  })
})

describe('tries that fail', () => {
  const fail = async (times: number, from = page) => {
    for (let i = 0; i < times; i++) await password('不是这个密码吧', from)
  }
  test('are locked out after five, for half a minute and then twice as long, and free again by themselves', async () => {
    await fail(6)
    const locked = await password()
    expect(codeOf(locked)).toEqual([429, 'LOCKED_OUT'])
    expect(locked.error.retryAfterMs).toBe(30_000)
    expect(locked.headers.get('retry-after')).toBe('30')
    w.kernel.clock.advance(30_000)
    await fail(1)
    expect((await password()).error.retryAfterMs).toBe(60_000)
    w.kernel.clock.advance(60_000)
    expect((await signIn()).status).toBe(200)
    // Coming in forgets them.
    await fail(5, w.browser())
    expect((await signIn(w.browser(), 30_000)).status).toBe(200)
  })
  test('at once are as many as one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => password('不是这个密码吧')))
    const codes = answers.map(({ error }) => error.code)
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(6)
    expect(codes.filter((code) => code === 'LOCKED_OUT')).toHaveLength(6)
  })
  test('of the code count, too: the right password does not make them forgotten', async () => {
    for (let i = 0; i < 6; i++) {
      const { data } = await password()
      await factor(data.step, { code: '000000' })
    }
    expect(codeOf(await password())).toEqual([429, 'LOCKED_OUT'])
  })
  test('elsewhere never keep out a browser in which one has come in before', async () => {
    await signIn()
    w.kernel.clock.advance(MINUTE)
    await fail(9, w.browser())
    expect(codeOf(await password(shen.password, w.browser()))).toEqual([429, 'LOCKED_OUT'])
    expect((await signIn()).status).toBe(200)
  })
  test('another’s mark of a known browser is none of this account', async () => {
    const other = await w.ready('赵敏', `zhaomin${w.kernel.clock.now()}`)
    const first = await password(other.password, page, other.loginName)
    await factor(first.data.step, { code: other.code() })
    expect(page.cookies.get('civic-known')).toBeDefined()
    await fail(6)
    expect(codeOf(await password())).toEqual([429, 'LOCKED_OUT'])
  })
  test('are counted for all processes together', async () => {
    const other = await openDatabase({ url: w.databaseUrl, keys: w.db.keys })
    const there = createTries({ ...w.kernel, db: other })
    const known = { read: () => undefined, write: () => undefined }
    const peer = {
      address: '127.0.0.1',
      userAgent: '',
      origin: '',
      from: null,
      foreign: false,
      known,
      asking: () => null,
    }
    for (let i = 0; i < 3; i++) await there.take(shen.loginName, peer)
    await fail(3)
    await expect(there.take(shen.loginName, peer)).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    await other.close()
  })
  test('of one address over many names end as well', async () => {
    for (let i = 0; i <= 40; i++) await password('不是这个密码吧', page, `guess${i}`)
    expect(codeOf(await password('x', page, 'guess41'))).toEqual([429, 'LOCKED_OUT'])
  })
  test('the database names neither account nor address', async () => {
    await fail(1)
    const rows = await w.db.read.all<{ keyHash: Uint8Array }>('SELECT * FROM "SignInTry"')
    expect(rows.length).toBeGreaterThan(1)
    for (const { keyHash } of rows) expect(keyHash.byteLength).toBe(32)
  })
})

test('staff moved to another jurisdiction in the middle of a task is refused at the next command', async () => {
  const far = await w.member('周远', '/tiny/east')
  const boss = await w.staff('administrator', null, '/tiny/east')
  const { token } = await w.sessions.open('staff', boss.id, { via: 'password', strong: true })
  const headers = { authorization: `Bearer ${token}` }
  const rename = (version: number) =>
    page.post('staff.rename', { ref: far.ref, expectedVersion: version, name: '周远', phone: '5555' }, headers)
  expect((await rename(far.version)).status).toBe(200)
  await w.db.work((tx) => tx.run(`UPDATE "StaffRole" SET "areaPath" = '/tiny/west' WHERE "staffId" = ?`, boss.id))
  expect(codeOf(await rename(far.version + 1))).toEqual([404, 'NOT_FOUND'])
})

test('twenty who sign in at once keep nobody waiting: a request beside them is answered while they are hashed', async () => {
  let hashing = true
  const crowd = Promise.all(
    Array.from({ length: 20 }, (_, i) => password('不是这个密码吧', w.browser(), `crowd${i}`)),
  ).finally(() => {
    hashing = false
  })
  expect((await page.get('identity.me')).status).toBe(200)
  expect(hashing).toBe(true)
  for (const { error } of await crowd) expect(error.code).toBe('SIGN_IN_FAILED')
})
