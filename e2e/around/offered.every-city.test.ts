import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { city } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t } from '../support/words.ts'

// What a city does not offer stands nowhere: a link to it would be a promise.

const here = journey()
const { signIn, authorities, name } = city.city.settings

test('the way in by number is there where the city has it', async () => {
  const page = await phone(here.browser, here.url)
  await visit(page, `${here.url}/sign-in`)
  await page.getByText(t('signIn.app', { city: local(name) })).waitFor()
  await page.getByRole('heading', { name: t('signIn.demo') }).waitFor()
  const byNumber = page.getByRole('heading', { name: t('phone.title') })
  if (signIn?.phone) await byNumber.waitFor()
  else expect(await byNumber.count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await page.context().close()
})

test('acting for another is offered where the city has it; who comes by an old address can give and take nothing', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/mine`)
  await page.getByRole('heading', { name: t('mine.title') }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('link', { name: t('acting.link') }).count()).toBe(authorities ? 1 : 0)
  await visit(page, `${here.url}/authorities`)
  await page.getByText(t('authority.intro')).waitFor()
  expect(await page.getByRole('button', { name: t('authority.give') }).count()).toBe(authorities ? 1 : 0)
  expect(await barriers(page)).toEqual([])
  expect(await wider(page)).toBe(0)
  await page.context().close()
})
