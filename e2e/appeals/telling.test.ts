import type { Progress } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t } from '../support/words.ts'
import { withoutPhoto } from './behind.ts'
import { fill, sentCode, submit, words } from './send-page.ts'

const here = journey()

const sheet = (page: Page, title: string) => page.getByRole('dialog', { name: title })

/** The appeal as its resident has it. */
function kept(code: string): Promise<Progress> {
  return as(here.url, here.resident).progress.get(code)
}

async function writing(options: Parameters<typeof phone>[2] = {}): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident, ...options })
  await visit(page, `${here.url}/send`)
  return page
}

test('from the home page six taps besides the words are enough', async () => {
  const { lng, lat } = here.cast.place
  const page = await phone(here.browser, here.url, {
    who: here.resident,
    geolocation: { longitude: lng, latitude: lat },
    permissions: ['geolocation'],
  })
  await visit(page, here.url)
  await page.evaluate(() => {
    addEventListener(
      'click',
      () => sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps')) + 1)),
      true,
    )
  })
  await page
    .getByRole('link', { name: t('home.send') })
    .first()
    .tap()
  // A word of the city's lexicon; what is proposed needs no tap at all.
  const leaf = withoutPhoto()
  await words(page).fill(`${local(leaf.name)}，${local(leaf.name)}，好几天没人来看`)
  await page.getByText(t('send.categoryProposed')).waitFor()
  await page.getByRole('button', { name: t('send.placePick') }).tap()
  const places = sheet(page, t('place.title'))
  await places.getByRole('button', { name: t('place.locate') }).tap()
  await places.getByRole('button', { name: t('place.here'), exact: true }).tap()
  await submit(page).tap()
  const code = await sentCode(page)
  expect(Number(await page.evaluate(() => sessionStorage.getItem('taps')))).toBeLessThanOrEqual(6)
  expect((await kept(code)).category.code).toBe(leaf.code)
  await page.context().close()
})

test('what the words propose changes with the words until somebody chooses', async () => {
  const page = await writing()
  const chosen = page.locator('#ask-category button.field')
  const [first, second] = city.city.categories
    .flatMap(({ leaves }) => leaves)
    .filter(({ name }) => name['zh-CN'].length > 3)
  if (!first || !second) throw new Error('the city has too few categories')
  await words(page).fill(`${local(first.name)} ${local(first.name)}`)
  await expect.poll(() => chosen.innerText()).toContain(local(first.name))
  await words(page).fill(`${local(second.name)} ${local(second.name)}`)
  await expect.poll(() => chosen.innerText()).toContain(local(second.name))
  await words(page).fill('')
  await expect.poll(() => chosen.innerText()).toContain(t('send.categoryPick'))
  await page.context().close()
})

test('what the city has that learns is asked once the words rest, and the lexicon stands in without it', async () => {
  const [learned, literal] = city.city.categories
    .flatMap(({ leaves }) => leaves)
    .filter(({ name }) => name['zh-CN'].length > 3)
  if (!learned || !literal) throw new Error('the city has too few categories')
  const page = await phone(here.browser, here.url, { who: here.resident })
  let answers = true
  await page.route('**/trpc/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.includes('assist.propose')) {
      const found = answers
        ? { items: [{ category: learned.code, share: 0.9 }], by: 'learned' }
        : { items: [], by: 'lexicon' }
      return route.fulfill({ json: { result: { data: found } } })
    }
    if (!pathname.includes('city.get')) return route.continue()
    const answer = await route.fetch()
    const text = (await answer.text()).replace('"classifier":false', '"classifier":true')
    return route.fulfill({ response: answer, body: text })
  })
  await visit(page, `${here.url}/send`)
  const chosen = page.locator('#ask-category button.field')
  await words(page).fill(`${local(literal.name)} ${local(literal.name)}`)
  await expect.poll(() => chosen.innerText()).toContain(local(learned.name))
  answers = false
  await words(page).fill(`${local(literal.name)} ${local(literal.name)}!`)
  await expect.poll(() => chosen.innerText()).toContain(local(literal.name))
  await page.context().close()
})

test('a template asks just what is needed and writes the words, the category and the kind', async () => {
  const template = city.city.templates[0]
  if (!template) throw new Error('the city has no template')
  const page = await writing()
  await page.getByRole('button', { name: t('send.template') }).click()
  const list = sheet(page, t('send.templatePick'))
  await expect.poll(() => list.getByRole('listitem').count()).toBe(city.city.templates.length)
  await list.getByRole('button', { name: local(template.name) }).click()
  const form = sheet(page, local(template.name))
  const done = form.getByRole('button', { name: t('send.templateDone') })
  await done.click()
  const required = template.fields.filter((field) => field.required)
  await expect.poll(() => form.getByRole('alert').count()).toBe(required.length)
  for (const field of required) {
    const choice = field.choices?.[0]
    if (choice) await form.getByRole('button', { name: local(choice.name), exact: true }).click()
    else
      await form
        .getByLabel(local(field.label))
        .fill(field.type === 'date' ? '2026-01-05' : field.type === 'text' ? `写明${field.code}` : '12')
  }
  expect(await barriers(page)).toEqual([])
  await done.click()
  const text = required.find(({ type }) => type === 'text')
  await expect.poll(() => words(page).inputValue()).toContain(text ? `写明${text.code}` : '12')
  const leaf = city.city.categories.flatMap(({ leaves }) => leaves).find(({ code }) => code === template.category)
  await page.locator('#ask-category').getByText(local(leaf?.name)).first().waitFor()
  await page.context().close()
})

test('a wish for messages, a time, another person and a place shown coarsely are sent and told back', async () => {
  const page = await writing()
  await fill(page, { text: '母亲楼下的长椅坏了', leaf: withoutPhoto(), place: here.cast.place })
  await page.getByRole('radio', { name: t('send.prefer.message') }).click()
  await page.getByRole('radio', { name: t('send.whenOther') }).click()
  await page.getByLabel(t('send.whenOther')).and(page.locator('input')).fill('2026-01-05T08:30')
  await page.getByText(t('send.community'), { exact: true }).click()
  await page.getByText(t('send.forOther'), { exact: true }).click()
  await submit(page).click()
  await page.getByText(t('form.otherNeeded')).waitFor()
  await page.getByRole('textbox', { name: t('send.otherName'), exact: true }).fill('𠮷'.repeat(20))
  await page.getByRole('textbox', { name: t('send.otherRelation'), exact: true }).fill('母亲')
  expect(await barriers(page)).toEqual([])
  await submit(page).click()
  const code = await sentCode(page)
  expect(await kept(code)).toMatchObject({
    contactPreference: 'message',
    occurredAt: '2026-01-05T00:30:00.000Z',
    shownPlace: 'community',
    forAnother: true,
    onBehalfOf: { name: '𠮷'.repeat(20), relation: '母亲' },
  })
  await visit(page, `${here.url}/appeal/${code}`)
  await page.getByText(t('send.prefer.message')).first().waitFor()
  await page.getByText('母亲', { exact: false }).first().waitFor()
  await page.context().close()
})

test('who would rather show than tell is asked for the photo first', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/send?first=photo`)
  const order = () => page.locator('form.ask-all > [id^=ask-]').evaluateAll((all) => all.map(({ id }) => id))
  await expect.poll(order).toEqual(['ask-photos', 'ask-what', 'ask-category', 'ask-place', 'ask-contact'])
  await page.context().close()
})
