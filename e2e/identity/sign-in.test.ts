import { createCivic, type Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { totpCode } from '../../packages/server/src/identity/staff/totp.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { deskOf, open, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, t } from '../support/words.ts'

// From an administrator's invitation to the desk: password and authenticator, a passkey, a proof before what is sensitive,
// and the devices on which one is signed in.

const here = journey({ inOrder: true })
const PASSWORD = '三盏路灯照着河边的石桥'
const HALF_MINUTE = 30_000
/** A passkey is of a name, and an address of digits is none. */
const url = () => here.url.replace('127.0.0.1', 'localhost')
/** How far the server's clock has been moved. */
let moved = 0
/** A phone or a laptop that checks its owner by itself. */
const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const
let secret = ''
let desktop: Page

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
/** Each half minute's code is taken once: the next one is asked for. */
let used = 0
const nextCode = () => totpCode(secret, Date.now() + moved + HALF_MINUTE * used++)

async function administrator(): Promise<Persona> {
  const personas = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  const found = personas.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))
  if (!found) throw new Error('the demo has no administrator')
  return found
}

/** Adds somebody with a role, and makes an invitation. @returns its link */
async function invited(name: string, loginName: string, role: string): Promise<string> {
  const page = await deskOf(here.browser, url(), await administrator(), '/desk/staff')
  await page.getByRole('textbox', { name: desk('admin.name') }).fill(name)
  await page.locator('form [type=submit]').click()
  await page.getByRole('heading', { name }).waitFor()
  await page
    .getByRole('combobox', { name: desk('admin.role') })
    .last()
    .selectOption(role)
  await page.locator('form [type=submit]').click()
  await page.locator('.held').waitFor()
  await button(page, desk('admin.access')).click()
  await field(page, desk('admin.loginName')).fill(loginName)
  await button(page, desk('admin.invite')).click()
  const link = await field(page, desk('admin.link')).inputValue()
  await page.locator('ol').getByText(desk('admin.event.invited')).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.context().close()
  return link
}

async function passwordTwice(page: Page): Promise<void> {
  await field(page, desk('invite.password')).fill(PASSWORD)
  await field(page, desk('invite.again')).fill(PASSWORD)
}
const inside = (page: Page, name: string) => page.locator('.staff').getByText(name, { exact: true }).waitFor()

test('a link of an administrator leads to a password, an authenticator and ten recovery codes, and then to the desk', async () => {
  const link = await invited('欧阳一二', 'ouyang', 'administrator')
  desktop = await open(here.browser, DESK)
  await visit(desktop, link)
  await desktop.getByText(desk('invite.hello', { name: '欧阳一二' })).waitFor()
  secret = (await desktop.locator('.secret').innerText()).trim()
  expect(await barriers(desktop)).toEqual([])
  await passwordTwice(desktop)
  await field(desktop, desk('invite.again')).fill('另一个密码呀呀')
  await field(desktop, desk('access.code')).fill(nextCode())
  await button(desktop, desk('invite.done')).click()
  await desktop.getByText(desk('invite.differs')).waitFor()
  await field(desktop, desk('invite.again')).fill(PASSWORD)
  await button(desktop, desk('invite.done')).click()
  await desktop.getByRole('heading', { name: desk('invite.codes') }).waitFor()
  expect(await desktop.locator('.codes li').count()).toBe(10)
  // The link is in no history.
  expect(new URL(desktop.url()).hash).toBe('')
  await button(desktop, desk('invite.codesKept')).click()
  await inside(desktop, '欧阳一二')
})

test('the link is good once', async () => {
  const link = await invited('令狐三四', 'linghu', 'operator')
  const twice = await open(here.browser, DESK)
  await visit(twice, `${link.slice(0, -3)}AAA`)
  await twice.getByText(desk('INVITATION_INVALID')).waitFor()
  expect(await barriers(twice)).toEqual([])
  await twice.context().close()
})

test('signed out, one comes in by password and code; a wrong one is told, and which of them is not', async () => {
  await button(desktop, desk('desk.signOut')).click()
  await field(desktop, desk('access.name')).fill('ouyang')
  await field(desktop, desk('access.password')).fill('不是这个密码啊')
  await button(desktop, desk('access.next')).click()
  await desktop.getByText(desk('SIGN_IN_FAILED')).waitFor()
  await field(desktop, desk('access.password')).fill(PASSWORD)
  await button(desktop, desk('access.next')).click()
  await field(desktop, desk('access.code')).fill(nextCode())
  expect(await barriers(desktop)).toEqual([])
  await button(desktop, desk('access.enter')).click()
  await inside(desktop, '欧阳一二')
})

test('before a role is given, who has worked for a while shows once more who they are', async () => {
  moved = 11 * 60_000
  used = 0
  const answer = await fetch(`${here.url}/test/clock`, {
    method: 'POST',
    body: JSON.stringify({ advanceMs: moved }),
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.ok).toBe(true)
  // The list comes while one types: the words stay.
  let come = () => {}
  const typed = new Promise<void>((resolve) => (come = resolve))
  await desktop.route(/\/staff\.list/, async (route) => {
    await typed
    await route.continue()
  })
  await visit(desktop, `${url()}/desk/staff`)
  const search = desktop.getByRole('searchbox', { name: desk('admin.search') })
  await search.fill('令狐三四')
  come()
  await desktop.locator('.list li').nth(1).waitFor()
  expect(await search.inputValue()).toBe('令狐三四')
  await search.press('Enter')
  await desktop.getByRole('button', { name: '令狐三四' }).first().click()
  await desktop.getByRole('heading', { name: '令狐三四' }).waitFor()
  await desktop
    .getByRole('combobox', { name: desk('admin.role') })
    .last()
    .selectOption('reviewer')
  await desktop.locator('form [type=submit]').click()
  const dialog = desktop.getByRole('dialog', { name: desk('stepUp.title') })
  await dialog.getByLabel(desk('access.code'), { exact: true }).fill(nextCode())
  expect(await barriers(desktop)).toEqual([])
  await dialog.getByRole('button', { name: desk('stepUp.confirm') }).click()
  await desktop.locator('.held', { hasText: desk('role.reviewer') }).waitFor()
})

test('a passkey takes the place of the authenticator, and lets in without a password; another one and another password are set at the desk', async () => {
  const link = await invited('慕容五六', 'murong', 'operator')
  const page = await open(here.browser, DESK)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: AUTHENTICATOR })
  await visit(page, link)
  await passwordTwice(page)
  await page.getByLabel(desk('invite.passkey'), { exact: true }).check()
  await button(page, desk('invite.done')).click()
  await button(page, desk('invite.codesKept')).click()
  await inside(page, '慕容五六')
  await button(page, desk('desk.signOut')).click()
  expect(await field(page, desk('access.password')).inputValue()).toBe('')
  await button(page, desk('access.passkey')).click()
  await inside(page, '慕容五六')

  // The only way in stays; once there is another one, it goes.
  await visit(page, `${url()}/desk/account`)
  const ways = page.getByRole('region', { name: desk('account.ways') })
  const remove = async () => {
    await ways.getByRole('button', { name: /^移除/ }).first().click()
    await button(page, desk('account.removeSure')).click()
  }
  await remove()
  await ways.getByText(desk('account.lastPasskey')).waitFor()
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...AUTHENTICATOR, transport: 'usb' } })
  await button(page, desk('account.addPasskey')).click()
  await ways.locator('.passkey').nth(1).waitFor()
  expect(await barriers(page)).toEqual([])
  await remove()
  await ways.locator('.passkey').nth(1).waitFor({ state: 'detached' })

  await button(page, desk('account.changePassword')).click()
  await field(page, desk('account.current')).fill('不是这个密码啊')
  await field(page, desk('account.new')).fill(`${PASSWORD}二`)
  await field(page, desk('invite.again')).fill(`${PASSWORD}二`)
  await button(page, desk('account.change')).click()
  await page.getByText(desk('account.currentWrong')).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
  await field(page, desk('account.current')).fill(PASSWORD)
  await button(page, desk('account.change')).click()
  await page.getByText(desk('account.passwordChanged')).waitFor()
  await page.context().close()
})

test('one’s devices are listed, and the others are signed out from here', async () => {
  const elsewhere = await open(here.browser, DESK)
  await visit(elsewhere, `${url()}/desk`)
  await field(elsewhere, desk('access.name')).fill('ouyang')
  await field(elsewhere, desk('access.password')).fill(PASSWORD)
  await button(elsewhere, desk('access.next')).click()
  await field(elsewhere, desk('access.code')).fill(nextCode())
  await button(elsewhere, desk('access.enter')).click()
  await inside(elsewhere, '欧阳一二')
  await visit(desktop, `${url()}/desk/account`)
  await desktop.locator('.device').nth(1).waitFor()
  expect(await desktop.locator('.device[data-current=true]').count()).toBe(1)
  expect(await barriers(desktop)).toEqual([])
  await desktop.setViewportSize({ width: 320, height: 640 })
  expect(await wider(desktop)).toBe(0)
  await button(desktop, desk('account.signOutAll')).click()
  await desktop.locator('.device').nth(1).waitFor({ state: 'detached' })
  await elsewhere.reload()
  await field(elsewhere, desk('access.name')).waitFor()
})

test('a resident signs out the phone that was lost, from another', async () => {
  const [lost, found] = await Promise.all([
    phone(here.browser, here.url, { who: here.resident }),
    phone(here.browser, here.url, { who: here.resident }),
  ])
  await Promise.all([lost, found].map((page) => visit(page, `${here.url}/settings`)))
  await lost.getByRole('heading', { name: t('devices.title') }).waitFor()
  await found.getByText(t('devices.here'), { exact: true }).waitFor()
  expect(await barriers(found)).toEqual([])
  await found.setViewportSize({ width: 320, height: 640 })
  expect(await wider(found)).toBe(0)
  await found.getByRole('button', { name: t('devices.allOut'), exact: true }).click()
  await found.getByText(t('devices.done'), { exact: true }).waitFor()
  await lost.reload()
  await lost.getByText(t('settings.guest'), { exact: true }).waitFor()
  await found.getByText(t('devices.here'), { exact: true }).waitFor()
})
