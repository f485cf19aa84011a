import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers } from '../support/axe.ts'
import { as } from '../support/cast.ts'
import { phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t, word } from '../support/words.ts'
import { countOf, withoutPhoto } from './behind.ts'
import { expectSays } from './appeal-page.ts'
import { fill, sentCode, submit, words } from './send-page.ts'

const here = journey({ inOrder: true })
const SECRET = '三单元402窗下的护栏松了'
let code = ''
let ref = ''
let neighbour: Page

const neighbourOf = () => {
  const [, other] = here.cast.residents
  if (!other) throw new Error('the demo has one resident alone')
  return other
}
const similar = (page: Page) => page.getByRole('region', { name: t('similar.title') })

test('a neighbour who writes of the same is shown it, and nothing of whose it is or what they wrote', async () => {
  const { lng, lat, name } = here.cast.place
  const leaf = withoutPhoto()
  ;({ code } = await as(here.url, here.resident).appeals.submit({
    kind: 'help',
    category: leaf.code,
    text: SECRET,
    place: { point: { lng, lat }, address: '三单元402' },
  }))
  neighbour = await phone(here.browser, here.url, { who: neighbourOf() })
  await visit(neighbour, `${here.url}/send`)
  await fill(neighbour, { text: '这里有东西坏了，请来看看', leaf, place: here.cast.place })
  await similar(neighbour).waitFor()
  const told = await similar(neighbour).innerText()
  expect(told).toContain(local(leaf.name))
  expect(told).toContain(word('stage', 'sent'))
  for (const secret of [SECRET, '402', code, local(name)]) expect(told).not.toContain(secret)
  expect(await barriers(neighbour)).toEqual([])
})

test('with one tap they have joined, and need send nothing', async () => {
  await similar(neighbour)
    .getByRole('button', { name: t('similar.join'), exact: true })
    .click()
  await expectSays(neighbour, t('similar.joinedHint'))
  await expectSays(neighbour, t('similar.count', { n: 1 }))
  expect(await countOf(here.url, neighbourOf(), '')).toBe(0)
  await neighbour.getByRole('button', { name: t('similar.drop') }).waitFor()
  expect(await barriers(neighbour)).toEqual([])
  await similar(neighbour)
    .getByRole('link', { name: t('similar.joined') })
    .click()
  await neighbour.waitForURL('**/joined/*')
  ref = neighbour.url().split('/').at(-1) ?? ''
  await expectSays(neighbour, t('joined.privacy'))
  expect(await barriers(neighbour)).toEqual([])
})

test('it stands among what is theirs, under a tab of its own', async () => {
  await visit(neighbour, `${here.url}/mine`)
  await neighbour.getByRole('button', { name: t('joined.tab'), exact: true }).click()
  await neighbour.locator(`a[href="/joined/${ref}"]`).waitFor()
  await settled(neighbour)
  expect(await barriers(neighbour)).toEqual([])
  expect(await neighbour.getByText(t('joined.asks')).count()).toBe(0)
})

test('once there is a result they are told and asked, and their answer reaches the desk without their name', async () => {
  const operator = as(here.url, here.cast.operator).workOrders
  const { version } = await operator.get(code)
  await operator.answer({ code, expectedVersion: version, outcome: 'explained', text: '护栏下周更换' })
  await visit(neighbour, `${here.url}/mine`)
  await neighbour.getByText(t('joined.result', { category: local(withoutPhoto().name) })).click()
  await neighbour.waitForURL(`**/joined/${ref}`)
  await neighbour.getByRole('heading', { name: t('joined.asks') }).waitFor()
  // What was answered to somebody else is not theirs to read.
  expect(await neighbour.getByText('护栏下周更换').count()).toBe(0)
  expect(await barriers(neighbour)).toEqual([])
  await neighbour.getByRole('button', { name: word('solvedAnswer', 'notSolved'), exact: true }).click()
  await expectSays(neighbour, t('joined.thanks'))
  await expectSays(neighbour, t('joined.notSolved'))
  expect(await barriers(neighbour)).toEqual([])
  const { timeline } = await operator.get(code)
  expect(timeline.at(-1)).toMatchObject({ type: 'joinerAnswered', facts: { solved: 'notSolved' }, actorName: null })
  await visit(neighbour, `${here.url}/mine`)
  await settled(neighbour)
  expect(await neighbour.getByText(t('joined.asks')).count()).toBe(0)
})

test('whoever goes on to send their own still can, and is shown their own the next time', async () => {
  const leaf = withoutPhoto()
  // What was written before joining is still there, until they say otherwise.
  await visit(neighbour, `${here.url}/send`)
  await neighbour.getByRole('button', { name: t('send.draftDrop') }).click()
  await expect.poll(() => words(neighbour).inputValue()).toBe('')
  await fill(neighbour, { text: '我这里也一样，请一起看看', leaf, place: here.cast.place })
  await submit(neighbour).click()
  await sentCode(neighbour)
  await visit(neighbour, `${here.url}/send`)
  await fill(neighbour, { text: '又写了一遍同一件事', leaf, place: here.cast.place })
  await similar(neighbour)
    .getByRole('link', { name: t('similar.mine') })
    .first()
    .waitFor()
  await neighbour.context().close()
})

test('a guest sees what is near, and is asked to sign in before joining; without a location a place is chosen', async () => {
  const page = await phone(here.browser, here.url, { permissions: [] })
  await visit(page, `${here.url}/near`)
  await page.getByRole('button', { name: t('near.locate') }).click()
  await expectSays(page, t('near.denied'))
  await page.getByRole('button', { name: t('near.pick') }).click()
  const sheet = page.getByRole('dialog', { name: t('place.title') })
  await sheet.getByRole('searchbox').fill(local(here.cast.place.name))
  await sheet
    .getByRole('button', { name: local(here.cast.place.name) })
    .first()
    .click()
  await sheet.getByRole('button', { name: t('place.here'), exact: true }).click()
  await page.getByText(local(withoutPhoto().name)).first().waitFor()
  expect(await barriers(page)).toEqual([])
  // The same on the map: a dot that a key reaches, and below it what it stands for.
  await page.getByRole('button', { name: t('board.map'), exact: true }).click()
  await page
    .getByRole('button', { name: new RegExp(local(withoutPhoto().name)) })
    .first()
    .press('Enter')
  await page.getByRole('main').getByText(local(withoutPhoto().name), { exact: true }).first().waitFor()
  expect(await barriers(page)).toEqual([])
  await page
    .getByRole('button', { name: t('similar.join'), exact: true })
    .first()
    .click()
  await page.waitForURL(/\/sign-in\?/)
  await page.context().close()
})
