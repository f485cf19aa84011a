import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticator } from '../../../test/authenticator.ts'
import { accessWorld, PASSWORD, type AccessWorld, type Browser, type Ready } from '../../../test/staff-access.ts'

// Whoever is signed in at the desk changes their own password, and the passkeys they come in by.

let w: AccessWorld
beforeAll(async () => void (w = await accessWorld()))
afterAll(() => w.stop())

const NEW = '屋檐下第七只燕子回来了'
const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => [status, error?.code]
interface Ways {
  factors: string[]
  passkeys: { id: string; app: string; system: string; usedAt: string | null }[]
}
const own = async (page: Browser) => (await page.get<Ways>('staffAccess.own')).data
const kind = async (page: Browser) => (await page.get<{ kind: string }>('identity.me')).data.kind

/** In by password and the next half minute's code, as nobody takes one twice. */
async function signedIn(one: Ready, password = one.password): Promise<Browser> {
  const page = w.browser()
  const { data } = await page.post<{ step: string }>('staffAccess.passwordSignIn', {
    loginName: one.loginName,
    password,
  })
  await page.post('staffAccess.factorSignIn', { step: data?.step ?? 'none', code: one.code() })
  w.kernel.clock.advance(30_000)
  return page
}
const change = (page: Browser, password = NEW, current = PASSWORD) =>
  page.post('staffAccess.changePassword', { current, password })
interface Asked {
  step: string
  options: { challenge: string; excludeCredentials?: { id: string }[] }
}
async function add(page: Browser, device: ReturnType<typeof authenticator>) {
  const { data } = await page.post<Asked>('staffAccess.askOwnPasskey')
  return page.post('staffAccess.addPasskey', { step: data.step, response: device.create(data.options.challenge) })
}
async function byPasskey(device: ReturnType<typeof authenticator>): Promise<Browser> {
  const page = w.browser()
  const { data } = await page.post<Asked>('staffAccess.askPasskey')
  await page.post('staffAccess.passkeySignIn', { step: data.step, response: device.get(data.options.challenge) })
  return page
}

describe('one’s own password', () => {
  test('is changed by whoever knows it: the new one lets in, the old one no more, other devices are out', async () => {
    const one = await w.ready('许一', 'xuyi')
    const [here, there] = [await signedIn(one), await signedIn(one)]
    expect((await change(here)).status).toBe(200)
    expect([await kind(here), await kind(there)]).toEqual(['staff', 'guest'])
    expect(await kind(await signedIn(one))).toBe('guest')
    expect(await kind(await signedIn(one, NEW))).toBe('staff')
  })

  test('sent once more after its answer was lost is done already', async () => {
    const one = await w.ready('许二', 'xuer')
    const page = await signedIn(one)
    expect((await change(page)).status).toBe(200)
    expect((await change(page)).status).toBe(200)
    expect((await change(page, '另一只飞走的燕子也回来了')).error.fields).toEqual({ current: 'wrong' })
  })

  test('is not changed by whoever sits at a desk that was left: the old one is asked for, a few times only', async () => {
    const one = await w.ready('许三', 'xusan')
    const page = await signedIn(one)
    for (let i = 0; i < 6; i++)
      expect(codeOf(await change(page, NEW, '猜一个猜一个猜一个'))).toEqual([403, 'SIGN_IN_FAILED'])
    expect(codeOf(await change(page))[1]).toBe('LOCKED_OUT')
  })

  test('wants a proof of just now, from our own page, and a password that will do', async () => {
    const one = await w.ready('许四', 'xusi')
    const page = await signedIn(one)
    expect((await change(page, 'xusi-2026-11-22')).error.fields).toEqual({ password: 'name' })
    const input = { current: PASSWORD, password: NEW }
    const foreign = await page.post('staffAccess.changePassword', input, { origin: 'https://evil.example' })
    expect(codeOf(foreign)).toEqual([403, 'FORBIDDEN'])
    w.kernel.clock.advance(11 * 60_000)
    expect(codeOf(await change(page))[1]).toBe('STEP_UP_REQUIRED')
    expect(codeOf(await change(w.browser()))[1]).toBe('UNAUTHENTICATED')
  })

  test('of two who change it at once one does', async () => {
    const one = await w.ready('许五', 'xuwu')
    const [here, there] = [await signedIn(one), await signedIn(one)]
    const answers = await Promise.all([change(here), change(there, '另一只飞走的燕子也回来了')])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('stands in no event, answer or line of the log; that it was changed does', async () => {
    const one = await w.ready('许六', 'xuliu')
    await change(await signedIn(one))
    const tables = ['Event', 'Idempotency', 'StaffLogin', 'SignInStep']
    const rows = (await Promise.all(tables.map((table) => w.db.read.all<object>(`SELECT * FROM "${table}"`)))).flat()
    const told = [...rows.flatMap((row) => Object.values(row)), ...w.logged].join('\n')
    for (const hidden of [PASSWORD, NEW]) expect(told).not.toContain(hidden)
    const admin = w.browser()
    const { token } = await w.sessions.open('staff', w.admin.id, { via: 'password' })
    admin.cookies.set('civic-desk', token)
    const { data } = await admin.get<{ history: { type: string }[] }>('staff.get', { ref: one.ref })
    expect(data.history.map(({ type }) => type)).toContain('passwordChanged')
  })
})

describe('one’s own passkeys', () => {
  test('one is added beside the authenticator, lets in by itself, and is told by its device', async () => {
    const one = await w.ready('尤一', 'youyi')
    const page = await signedIn(one)
    const device = authenticator(w.url)
    expect((await add(page, device)).status).toBe(200)
    expect(await kind(await byPasskey(device))).toBe('staff')
    const ways = await own(page)
    expect(ways.factors).toEqual(['totp', 'passkey', 'recovery'])
    expect(ways.passkeys).toMatchObject([{ app: 'edge', system: 'windows', usedAt: expect.any(String) as string }])
    // The browser is told which ones there are, so that no device makes a second one.
    const { data } = await page.post<Asked>('staffAccess.askOwnPasskey')
    expect(data.options.excludeCredentials).toMatchObject([{ id: ways.passkeys[0]?.id }])
  })

  test('one that is removed opens nothing from then on, and who came in by it elsewhere is out', async () => {
    const one = await w.ready('尤二', 'youer')
    const page = await signedIn(one)
    const lost = authenticator(w.url)
    await add(page, lost)
    const thief = await byPasskey(lost)
    expect(await kind(thief)).toBe('staff')
    const [{ id } = { id: '' }] = (await own(page)).passkeys
    expect((await page.post('staffAccess.removePasskey', { id })).status).toBe(200)
    expect([await kind(page), await kind(thief), await kind(await byPasskey(lost))]).toEqual([
      'staff',
      'guest',
      'guest',
    ])
    expect(codeOf(await page.post('staffAccess.removePasskey', { id }))).toEqual([404, 'NOT_FOUND'])
  })

  test('of somebody else is nobody’s to remove, and the step of one is of no use to another', async () => {
    const [mine, theirs] = [await w.ready('尤三', 'yousan'), await w.ready('尤四', 'yousi')]
    const [page, other] = [await signedIn(mine), await signedIn(theirs)]
    await add(other, authenticator(w.url))
    const [{ id } = { id: '' }] = (await own(other)).passkeys
    expect(codeOf(await page.post('staffAccess.removePasskey', { id }))[1]).toBe('NOT_FOUND')
    const { data } = await other.post<Asked>('staffAccess.askOwnPasskey')
    const response = authenticator(w.url).create(data.options.challenge)
    expect(codeOf(await page.post('staffAccess.addPasskey', { step: data.step, response }))[1]).toBe('SIGN_IN_FAILED')
    expect((await own(other)).passkeys).toHaveLength(1)
  })

  test('the last one stays where there is no authenticator: nobody locks themselves out', async () => {
    const { ref } = await w.member('尤五')
    const token = await w.invite(ref, 'youwu')
    const page = w.browser()
    const asked = await page.post<Asked>('staffAccess.askInvitedPasskey', { token })
    const response = authenticator(w.url).create(asked.data.options.challenge)
    const passkey = { step: asked.data.step, response }
    await page.post('staffAccess.acceptInvitation', { token, password: PASSWORD, passkey })
    const [first] = (await own(page)).passkeys
    const refused = await page.post('staffAccess.removePasskey', { id: first?.id })
    expect([refused.error.code, refused.error.fields]).toEqual(['NOT_ALLOWED_NOW', { passkey: 'last' }])
    await add(page, authenticator(w.url))
    expect((await page.post('staffAccess.removePasskey', { id: first?.id })).status).toBe(200)
    expect((await own(page)).passkeys).toHaveLength(1)
  })

  test('are ten at most, and are changed with a proof of just now alone', async () => {
    const page = await signedIn(await w.ready('尤六', 'youliu'))
    for (let i = 0; i < 10; i++) expect((await add(page, authenticator(w.url))).status).toBe(200)
    expect((await add(page, authenticator(w.url))).error.fields).toEqual({ passkey: 'many' })
    w.kernel.clock.advance(11 * 60_000)
    expect(codeOf(await page.post('staffAccess.askOwnPasskey'))[1]).toBe('STEP_UP_REQUIRED')
    const { passkeys } = await own(page)
    expect(codeOf(await page.post('staffAccess.removePasskey', { id: passkeys[0]?.id }))[1]).toBe('STEP_UP_REQUIRED')
  })

  test('are nothing for who comes in without a way of their own', async () => {
    const { id } = await w.member('尤七')
    const page = w.browser()
    page.cookies.set('civic-desk', (await w.sessions.open('staff', id, { via: 'oidc', strong: true })).token)
    expect(codeOf(await page.post('staffAccess.askOwnPasskey'))[1]).toBe('NOT_ALLOWED_NOW')
    expect(codeOf(await change(page))[1]).toBe('NOT_ALLOWED_NOW')
  })
})
