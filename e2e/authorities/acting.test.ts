import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import { addPhotos, fill, sentCode, submit } from '../appeals/send-page.ts'
import { barriers } from '../support/axe.ts'
import { as } from '../support/cast.ts'
import { deskOf, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { desk, t } from '../support/words.ts'

const here = journey({ inOrder: true })

/** Whom somebody lets act, and who acts. */
const both = () => {
  const [mother, son] = here.cast.residents
  if (!mother || !son) throw new Error('the demo has too few residents')
  return { mother, son }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
let hers: Page
let his: Page
let code = ''

test('somebody lets another act: the code goes from hand to hand, and is read before it is taken up', async () => {
  const { mother, son } = both()
  hers = await phone(here.browser, here.url, { who: mother })
  await visit(hers, `${here.url}/mine`)
  await hers.getByRole('link', { name: t('acting.link') }).click()
  await button(hers, t('authority.give')).click()
  await button(hers, t('authority.make')).click()
  await hers.getByText(t('authority.needName')).waitFor()
  await hers.getByLabel(t('authority.agentName')).fill('小明')
  await button(hers, t('authority.make')).click()
  const shown = hers.locator('.made .code')
  await shown.waitFor()
  const handed = await shown.innerText()
  expect(await barriers(hers)).toEqual([])
  await button(hers, t('authority.codeDone')).click()

  his = await phone(here.browser, here.url, { who: son })
  await visit(his, `${here.url}/authorities`)
  await button(his, t('authority.take')).click()
  await his.getByLabel(t('authority.codeIn')).fill(handed.toLowerCase())
  await button(his, t('authority.look')).click()
  await button(his, t('authority.accept')).click()
  await his.getByText(t('authority.standing.active')).waitFor()
  expect(await barriers(his, undefined, '#app')).toEqual([])
})

test('he sends for her: it is hers, and both read who acted', async () => {
  await visit(his, `${here.url}/send`)
  await fill(his, { text: '楼道灯坏了三天', leaf: withoutPhoto(), place: here.cast.place })
  await his.getByText(t('send.forOther')).click()
  await button(his, t('send.authorised')).click()
  const sheet = his.getByRole('dialog', { name: t('authority.whom') })
  await sheet.getByRole('listitem').getByRole('button').click()
  await submit(his).click()
  code = await sentCode(his)
  const acted = / 代 .+ 办理/
  await his.getByText(acted).waitFor()
  await visit(hers, `${here.url}/appeal/${code}`)
  await hers.getByText(acted).first().waitFor()
  expect((await as(here.url, both().mother).progress.get(code)).acting?.self).toBe(false)
})

test('she stops it: he can look and act no longer, at once', async () => {
  await visit(hers, `${here.url}/authorities`)
  await button(hers, t('authority.end')).click()
  await button(hers, t('authority.endYes')).click()
  await hers.getByText(t('authority.standing.ended')).waitFor()
  await visit(his, `${here.url}/appeal/${code}`)
  await his.getByText(t('AUTHORITY_OVER')).waitFor()
  await visit(hers, `${here.url}/appeal/${code}`)
  await hers.getByText('楼道灯坏了三天').first().waitFor()
})

test('a signed paper holds once staff has looked at it, and both people read that somebody did', async () => {
  await visit(his, `${here.url}/authorities`)
  await button(his, t('authority.paper')).click()
  await addPhotos(his, photos(1))
  await his.getByLabel(t('authority.principalName')).fill('周秀英')
  await button(his, t('authority.ask')).click()
  await his.getByText(t('authority.standing.requested')).waitFor()

  const seat = await deskOf(here.browser, here.url, here.cast.operator, '/desk/authorities')
  await seat.getByRole('button', { name: / 代 周某/ }).click()
  await button(seat, desk('authority.look')).click()
  await seat.getByRole('heading', { name: / 代 周秀英/ }).waitFor()
  await seat.getByRole('button', { name: desk('order.viewPhoto', { n: 1 }) }).waitFor()
  expect(await barriers(seat)).toEqual([])
  await button(seat, desk('authority.approve')).click()
  await seat.getByText(desk('authority.standing.active')).first().waitFor()

  await visit(his, `${here.url}/authorities`)
  const card = his.getByRole('region', { name: t('authority.for', { principal: '周秀英' }) })
  await card.getByText(t('authority.standing.active')).waitFor()
  await card.getByRole('button', { name: t('authority.history') }).click()
  await card.getByText(t('authority.event.evidenceViewed')).waitFor()

  await visit(seat, `${here.url}/desk/authorities`)
  await seat.getByLabel(desk('authority.principalName')).fill('吴老伯')
  await seat.getByLabel(desk('authority.agentName')).fill('吴小军')
  await button(seat, desk('authority.make')).click()
  await seat.getByRole('heading', { name: desk('authority.code') }).waitFor()
  expect(await barriers(seat)).toEqual([])
})
