import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readEvents, thingsIn, verifyThing } from '../../kernel/index.ts'
import { authenticator } from '../../../test/authenticator.ts'
import { call, newKey } from '../../../test/http.ts'
import { accessWorld, PASSWORD, type AccessWorld, type Browser } from '../../../test/staff-access.ts'
import { STAFF_CHAINS } from './staff.store.ts'
import { STAFF_THING } from './staff.service.ts'
import { totpCode } from './totp.ts'

let w: AccessWorld
let page: Browser
const DAY = 24 * 3_600_000

beforeAll(async () => void (w = await accessWorld()))
afterAll(() => w.stop())
beforeEach(() => void (page = w.browser()))

const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => [status, error?.code]
const open = (token: string, from = page) =>
  from.post<{ name: string; loginName: string; totp: { secret: string; uri: string } }>('staffAccess.openInvitation', {
    token,
  })
async function codeFor(token: string) {
  return totpCode((await open(token)).data.totp.secret, w.kernel.clock.now())
}
const accept = (token: string, more: object, from = page) =>
  from.post<{ me: object; recoveryCodes: string[] }>('staffAccess.acceptInvitation', {
    token,
    password: PASSWORD,
    ...more,
  })
const who = async (from = page) => (await from.get<{ kind: string }>('identity.me')).data.kind
const ask = (from = page, path = 'staffAccess.askPasskey', input?: object) =>
  from.post<{ step: string; options: { challenge: string } }>(path, input)

describe('an invitation', () => {
  test('shows whose it is, sets up password and authenticator, gives ten codes and lets in', async () => {
    const { ref, id } = await w.member('孙晓')
    const token = await w.invite(ref, 'sunxiao')
    const { data } = await open(token)
    expect(data).toMatchObject({ name: '孙晓', loginName: 'sunxiao' })
    expect(data.totp.uri).toContain(`secret=${data.totp.secret}`)
    const done = await accept(token, { code: await codeFor(token) })
    expect(done.data.me).toMatchObject({ kind: 'staff', name: '孙晓' })
    expect(new Set(done.data.recoveryCodes).size).toBe(10)
    for (const code of done.data.recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/)
    expect(await who()).toBe('staff')
    const events = await readEvents(w.db.read, STAFF_THING, id)
    expect(events.map(({ type, actor }) => [type, actor.role])).toEqual([
      ['added', 'administrator'],
      ['invited', 'administrator'],
      ['invitationTaken', null],
    ])
    expect(
      await verifyThing(w.db.read, { [STAFF_THING]: STAFF_CHAINS, x: thingsIn('Appeal') }, STAFF_THING, id),
    ).toEqual([])
  })
  test('leaves no secret in the database nor in the log of the server', async () => {
    const { ref } = await w.member('钱多')
    const token = await w.invite(ref, 'qianduo')
    const { secret } = (await open(token)).data.totp
    const { data } = await accept(token, { code: await codeFor(token) })
    const tables = ['Event', 'Idempotency', 'StaffLogin', 'StaffInvitation', 'StaffRecovery', 'SignInStep', 'Session']
    const rows = await Promise.all(tables.map((table) => w.db.read.all<object>(`SELECT * FROM "${table}"`)))
    const told = [...rows.flat().flatMap((row) => Object.values(row)), ...w.logged]
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n')
    for (const hidden of [token, secret, PASSWORD, ...data.recoveryCodes]) expect(told).not.toContain(hidden)
  })
  test('asked for again with the same key is the same link; a new one makes the old one worthless', async () => {
    const { ref, version } = await w.member('赵一')
    const { token } = await w.sessions.open('staff', w.admin.id, { via: 'password', strong: true })
    const headers = { 'idempotency-key': newKey() }
    const invite = (own: object, expectedVersion: number) =>
      call<{ token: string }>(
        w.url,
        'staffAccess.invite',
        { ref, expectedVersion, loginName: 'zhaoyi' },
        { token, ...own },
      )
    const first = await invite({ headers }, version)
    expect((await invite({ headers }, version)).data.token).toBe(first.data.token)
    const second = await invite({ headers: { 'idempotency-key': newKey() } }, version + 1)
    expect(codeOf(await open(first.data.token))).toEqual([410, 'INVITATION_INVALID'])
    expect((await open(second.data.token)).status).toBe(200)
  })
  test.each([
    ['a made-up one', () => Promise.resolve('A'.repeat(43))],
    ['a session’s token', async () => (await w.sessions.open('staff', w.admin.id, { via: 'password' })).token],
    [
      'one of three days ago',
      async () => {
        const token = await w.invite((await w.member('周三')).ref, `old${w.kernel.clock.now()}`)
        w.kernel.clock.advance(3 * DAY)
        return token
      },
    ],
  ])('%s is none', async (_what, token) => {
    expect(codeOf(await open(await token()))).toEqual([410, 'INVITATION_INVALID'])
  })
  test('is taken up once, also by two browsers at once', async () => {
    const token = await w.invite((await w.member('李二')).ref, 'lier')
    const code = await codeFor(token)
    const answers = await Promise.all([accept(token, { code }, w.browser()), accept(token, { code }, w.browser())])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410])
    expect(codeOf(await open(token))).toEqual([410, 'INVITATION_INVALID'])
  })
  test('wants a password that will do and a second factor that works', async () => {
    const token = await w.invite((await w.member('吴四')).ref, 'wusi')
    const code = await codeFor(token)
    const weak = await accept(token, { code, password: 'wusi-2026-11-22' })
    expect([weak.error.code, weak.error.fields]).toEqual(['BAD_INPUT', { password: 'name' }])
    expect((await accept(token, {})).error.fields).toEqual({ code: 'required' })
    expect(codeOf(await accept(token, { code: code === '000000' ? '111111' : '000000' }))).toEqual([
      403,
      'SIGN_IN_FAILED',
    ])
    expect(await who()).toBe('guest')
    expect((await accept(token, { code })).status).toBe(200)
  })
  test('taken up anew ends what was before: sessions, codes, passkeys', async () => {
    const old = await w.ready('郑五', 'zhengwu')
    await page.post('staffAccess.passwordSignIn', { loginName: old.loginName, password: old.password })
    const { token: session } = await w.sessions.open('staff', old.id, { via: 'password' })
    const token = await w.invite(old.ref, 'zhengwu')
    await accept(token, { code: await codeFor(token) }, w.browser())
    expect(await w.sessions.actorOf('staff', session)).toEqual({ kind: 'guest' })
  })
  test('is not for oneself, not beyond one’s reach, and not under another’s name', async () => {
    const invite = async (actorId: number, ref: string, loginName: string, expectedVersion = 1) => {
      const { token } = await w.sessions.open('staff', actorId, { via: 'password', strong: true })
      const headers = { 'idempotency-key': newKey() }
      return call(w.url, 'staffAccess.invite', { ref, expectedVersion, loginName }, { token, headers })
    }
    const { data } = await call<{ items: { ref: string; own: boolean }[] }>(
      w.url,
      'staff.list',
      { role: 'administrator' },
      { token: (await w.sessions.open('staff', w.admin.id, { via: 'demo' })).token, method: 'GET' },
    )
    const own = data.items.find((one) => one.own)
    expect(codeOf(await invite(w.admin.id, own?.ref ?? '', 'mine', 0))).toEqual([409, 'SAME_PERSON'])
    // Somebody of the east who may do something in the whole city: whoever lets them in could do that, too.
    const east = await w.staff('administrator', null, '/tiny/east')
    const mighty = await w.member('王全', '/tiny/east')
    await w.db.work((tx) =>
      tx.run(
        `INSERT INTO "StaffRole" ("staffId", "role", "areaPath", "fromAt") VALUES (?, 'supervisor', '/tiny', 0)`,
        mighty.id,
      ),
    )
    expect(codeOf(await invite(east.id, mighty.ref, 'wangquan'))).toEqual([403, 'FORBIDDEN'])
    await w.ready('冯六', 'fengliu')
    const other = await w.member('陈七')
    expect((await invite(w.admin.id, other.ref, 'fengliu')).error.fields).toEqual({ loginName: 'taken' })
  })
})

test('a city without anybody gets its first administrator from whoever holds the machine', async () => {
  const first = { name: '首任', loginName: ' First ', areaPath: '/tiny' }
  await w.access.invitations.inviteAdministrator(first)
  // Asked for once more it is the same person, and the link before is worth nothing.
  const token = await w.access.invitations.inviteAdministrator(first)
  const { data } = await accept(token, { code: await codeFor(token) })
  expect(data.me).toMatchObject({ name: '首任', roles: [{ role: 'administrator', areaPath: '/tiny', bodyCode: null }] })
  const rows = await w.db.read.all(`SELECT 1 FROM "Staff" WHERE "name" = '首任'`)
  expect(rows).toHaveLength(1)
})

describe('a passkey', () => {
  const made = async (loginName: string, device = authenticator(w.url), from = page) => {
    const { id, ref } = await w.member(`钥匙${loginName}`)
    const token = await w.invite(ref, loginName)
    const { data } = await ask(from, 'staffAccess.askInvitedPasskey', { token })
    const passkey = { step: data.step, response: device.create(data.options.challenge) }
    return { id, device, token, answer: await accept(token, { passkey }, from) }
  }
  const signIn = async (device: ReturnType<typeof authenticator>, from = page) => {
    const { data } = await ask(from)
    return from.post('staffAccess.passkeySignIn', { step: data.step, response: device.get(data.options.challenge) })
  }
  test('takes the place of the authenticator and lets in without a password', async () => {
    const { device, answer } = await made('keyone')
    expect(answer.status).toBe(200)
    const elsewhere = w.browser()
    expect((await signIn(device, elsewhere)).data).toMatchObject({ me: { kind: 'staff', name: '钥匙keyone' } })
    const { data } = await elsewhere.post<{ factors: string[] }>('staffAccess.passwordSignIn', {
      loginName: 'keyone',
      password: PASSWORD,
    })
    expect(data.factors).toEqual(['passkey', 'recovery'])
  })
  test('proves once more who sits there', async () => {
    const { device } = await made('keytwo')
    await signIn(device)
    const other = (await made('keythree', authenticator(w.url), w.browser())).device
    for (const [key, status] of [
      [other, 403],
      [device, 200],
    ] as const) {
      const { data } = await ask()
      const passkey = { step: data.step, response: key.get(data.options.challenge) }
      expect((await page.post('staffAccess.stepUp', { passkey })).status).toBe(status)
    }
  })
  test('answers one challenge once', async () => {
    const { device } = await made('keyfour')
    const { data } = await ask()
    const proof = { step: data.step, response: device.get(data.options.challenge) }
    expect((await page.post('staffAccess.passkeySignIn', proof)).status).toBe(200)
    expect(codeOf(await page.post('staffAccess.passkeySignIn', proof))).toEqual([403, 'SIGN_IN_FAILED'])
  })
  test('is none that answered another page, another challenge, or without its owner', async () => {
    for (const [name, device] of [
      ['evil', authenticator('https://evil.example')],
      ['lent', authenticator(w.url, { checksOwner: false })],
    ] as const)
      expect(codeOf((await made(`key${name}`, device, w.browser())).answer)).toEqual([403, 'SIGN_IN_FAILED'])
    const { device } = await made('keyfive')
    const { data } = await ask()
    const proof = { step: data.step, response: device.get('AAAA') }
    expect(codeOf(await page.post('staffAccess.passkeySignIn', proof))).toEqual([403, 'SIGN_IN_FAILED'])
  })
  test('of somebody who was switched off opens nothing', async () => {
    const { device, id } = await made('keysix')
    await w.db.work((tx) => tx.run(`UPDATE "Staff" SET "active" = 0 WHERE "id" = ?`, id))
    expect(codeOf(await signIn(device, w.browser()))).toEqual([403, 'SIGN_IN_FAILED'])
  })
})
