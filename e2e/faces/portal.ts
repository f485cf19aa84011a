/** The portal in a real browser. */
import type { Persona } from '@civicgrid/sdk'
import { expect } from 'vitest'
import { addPhotos, chooseCategory, choosePlace, openMap, photoCount, sentCode, tapMap } from '../appeals/send-page.ts'
import { listens, phone, visit } from '../support/enter.ts'
import type { Journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { local, t } from '../support/words.ts'
import type { ResidentFace, Where } from './face.ts'

const SOON = { timeout: 20_000 }
const address = (where: Where) => {
  if (typeof where === 'string') return `/${where}`
  return 'appeal' in where ? `/appeal/${where.appeal}` : `/joined/${where.joined}`
}

export async function portalFace(here: Journey, who?: Persona): Promise<ResidentFace> {
  const page = await phone(here.browser, here.url, { who })
  const asked: string[] = []
  const keys: string[] = []
  page.on('request', (request) => {
    asked.push(request.url())
    if (request.url().includes('appeals.submit')) keys.push(request.headers()['idempotency-key'] ?? '')
  })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (label: string) => page.getByRole('textbox', { name: label })
  return {
    open: (where) => visit(page, here.url + address(where)),
    press: (name) => button(name).click(),
    pressQuickly: (name, times) =>
      button(name).evaluate((one: HTMLElement, n) => {
        for (let i = 0; i < n; i++) one.click()
      }, times),
    choose: (name) => page.getByRole('radio', { name, exact: true }).click(),
    type: (label, text) => field(label).fill(text),
    typed: (label) => field(label).inputValue(),
    reads: (text) =>
      expect
        .poll(() => page.getByText(text).filter({ visible: true }).count(), { ...SOON, message: text })
        .toBeGreaterThan(0),
    text: () => page.locator('body').innerText(),
    offers: (name) => button(name).isVisible(),
    pickCategory: (leaf) => chooseCategory(page, leaf),
    async pickPlace() {
      const sheet = await openMap(page)
      await tapMap(sheet, here.cast.place)
      await choosePlace(sheet)
      await sheet.waitFor({ state: 'hidden' })
    },
    async findPlace(place) {
      const sheet = await openMap(page)
      await sheet.getByRole('searchbox', { name: t('place.search') }).fill(local(place.name))
      await sheet
        .getByRole('button', { name: local(place.name) })
        .first()
        .click()
      await sheet
        .getByRole('status')
        .filter({ hasText: local(place.name) })
        .waitFor()
      await choosePlace(sheet)
      await sheet.waitFor({ state: 'hidden' })
    },
    addPhoto: async () => addPhotos(page, photos(1), (await photoCount(page)) + 1),
    sentCode: () => sentCode(page),
    async comeBack() {
      await expect.poll(() => page.evaluate(() => localStorage.getItem('civic.draft')), SOON).not.toBeNull()
      await page.reload()
      await listens(page)
      await button(t('send.draftDrop')).waitFor()
    },
    async loseAnswer() {
      await page.route(
        '**/trpc/appeals.submit*',
        async (route) => {
          await route.fetch()
          await route.abort('connectionreset')
        },
        { times: 1 },
      )
    },
    async looksAway() {
      const sent = page.waitForResponse(/\/trpc\/appeals\./)
      await page.route(/\/progress\.get/, async (route) => {
        await sent
        await route.continue()
      })
    },
    asked: (procedure) => asked.filter((url) => url.includes(procedure)).length,
    keys: () => keys,
    end: () => page.context().close(),
  }
}
