import { createCivic, tokenSession } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { t } from '../support/words.ts'
import { partnerOf, type Partner } from './partner.ts'

const here = journey({ inOrder: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
let partner: Partner
let page: Page
let access = ''
beforeAll(async () => {
  partner = await partnerOf(here.server)
})
afterAll(() => partner.close())

const callsByToken = () =>
  createCivic({ baseUrl: here.url, session: tokenSession(() => Promise.resolve(access)) })
    .appeals.mine()
    .page(null)

test('whom a partner sends signs in first and is then asked in plain words, with no barrier', async () => {
  page = await phone(here.browser, here.url)
  await page.goto(await partner.ask('appeals.submit appeals.track'))
  await page.getByRole('link', { name: t('home.signIn') }).click()
  await page.getByRole('button', { name: here.resident.name['zh-CN'] }).click()
  await page.getByRole('heading', { name: t('grants.ask.who', { name: partner.name }) }).waitFor()
  await page.getByText(t('grants.by', { operator: partner.operator })).waitFor()
  await page.getByText(t('grants.scope.appeals.submit')).waitFor()
  await page.getByText(t('grants.ask.notPhone')).waitFor()
  await settled(page)
  expect(await barriers(page, undefined, '#app')).toEqual([])
  const [no, yes] = await Promise.all(
    [t('grants.ask.refuse'), t('grants.ask.agree')].map((name) => button(page, name).boundingBox()),
  )
  expect([no?.width, no?.height, no?.y]).toEqual([yes?.width, yes?.height, yes?.y])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
})

test('who agrees is back with the partner, which acts for them from then on', async () => {
  await button(page, t('grants.ask.agree')).click()
  await page.waitForURL(`http://${partner.host}/callback?*`)
  access = (await partner.tokens()).access_token
  expect((await callsByToken()).items).toEqual([])
})

test('who refuses is back as well, and nothing came of it', async () => {
  await page.goto(await partner.ask('appeals.rate'))
  await button(page, t('grants.ask.refuse')).click()
  await page.waitForURL(`http://${partner.host}/callback?*`)
  expect(partner.refusedBy()).toBe('access_denied')
})

test('from the settings they see what it may do and take it back: its token is worth nothing at once', async () => {
  await visit(page, `${here.url}/settings`)
  await page.getByRole('link', { name: t('settings.grants') }).click()
  const card = page.getByRole('region', { name: partner.name })
  await card.getByText(t('grants.scope.appeals.submit')).waitFor()
  expect(await card.getByText(t('grants.scope.appeals.rate')).count()).toBe(0)
  expect(await barriers(page, undefined, '#app')).toEqual([])
  await button(page, t('grants.undo')).click()
  await button(page, t('grants.undoYes')).click()
  await page.getByRole('heading', { name: t('grants.before') }).waitFor()
  await card.getByText(t('grants.standing.ended')).waitFor()
  await expect(callsByToken()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})
