import type { Page } from 'playwright-core'
import { groupCode } from '@civicgrid/kit'
import { describe, expect, test } from 'vitest'
import { as } from '../support/cast.ts'
import { deskOf, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { desk, local, t, word } from '../support/words.ts'
import { expectSays, expectStands, newest, section, sheet, steps, timeline } from './appeal-page.ts'
import { inHand, sent } from './behind.ts'
import { photoField } from './send-page.ts'

// What a resident does and reads after sending; and what nobody else gets to read.

const here = journey()

async function reading(code: string, signedIn = true): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: signedIn ? here.resident : undefined })
  await visit(page, `${here.url}/appeal/${code}`)
  return page
}

describe('while it is worked the resident', () => {
  test('adds words and a photo, which whoever works it reads', async () => {
    const { code } = await inHand(here.url, here.cast, here.resident, '补充一点情况')
    const page = await reading(code)
    await page.getByRole('button', { name: t('supplement.action') }).click()
    const box = sheet(page, t('supplement.title'))
    await box.getByRole('button', { name: t('say.send'), exact: true }).click()
    await box.getByText(t('say.needed')).waitFor()
    await box.getByRole('textbox', { name: t('say.words') }).fill('晚上八点以后最厉害')
    await photoField(box).setInputFiles(photos(1))
    await box.getByRole('button', { name: t('say.send'), exact: true }).click()
    await box.waitFor({ state: 'hidden' })
    await expect.poll(() => newest(page)).toContain('晚上八点以后最厉害')
    const { timeline } = await as(here.url, here.cast.handler).workOrders.get(code)
    expect(timeline.at(-1)).toMatchObject({ type: 'supplemented', text: '晚上八点以后最厉害', photos: [{}] })
    await page.context().close()
  })

  test('withdraws it, after being asked once more: nothing is promised and nothing offered any longer', async () => {
    const { code } = await sent(here.url, here.cast, here.resident, '已经自己好了')
    const page = await reading(code)
    await page.getByRole('button', { name: t('withdraw.action') }).click()
    const box = sheet(page, t('withdraw.title'))
    await box.getByRole('textbox', { name: t('say.words') }).fill('物业已经修好')
    await box.getByRole('button', { name: t('withdraw.confirm') }).click()
    await expectStands(page, 'withdrawn', ['done', 'notNeeded', 'notNeeded', 'notNeeded'], 1)
    await expectSays(page, t('appeal.over'))
    expect(await timeline(page)).toEqual([word('event', 'withdrawn'), word('event', 'submitted')])
    const after = (await steps(page)).map(({ state }) => state)
    expect(after.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => word('stepState', 'notNeeded')))
    for (const action of ['urge.action', 'supplement.action', 'withdraw.action'] as const)
      expect(await page.getByRole('button', { name: t(action) }).count()).toBe(0)
    await page.context().close()
  })

  test('is told when a colleague was quicker, and keeps what was typed', async () => {
    const { code, version } = await inHand(here.url, here.cast, here.resident, '同一时间两头动手')
    const page = await reading(code)
    await page.getByRole('button', { name: t('supplement.action') }).click()
    const box = sheet(page, t('supplement.title'))
    await box.getByRole('textbox', { name: t('say.words') }).fill('门口也有一处')
    // The page learns of it by the answer to what it sends: before that nothing it asks for comes.
    let open = () => {}
    const through = new Promise<void>((resolve) => (open = resolve))
    await page.route(/\/progress\.get/, async (route) => {
      await through
      await route.continue()
    })
    const handler = as(here.url, here.cast.handler).workOrders
    await handler.contact({ code, expectedVersion: version, result: 'reached', means: 'phone' })
    const refused = page.waitForResponse(/\/appeals\.supplement/)
    await box.getByRole('button', { name: t('say.send'), exact: true }).click()
    await refused
    open()
    await expectSays(page, t('VERSION_CONFLICT'))
    expect(await box.getByRole('textbox', { name: t('say.words') }).inputValue()).toBe('门口也有一处')
    await expect
      .poll(() => section(page, t('appeal.timeline')).innerText())
      .toContain(t('entry.callReached', { clock: '' }))
    await box.getByRole('button', { name: t('say.send'), exact: true }).click()
    await box.waitFor({ state: 'hidden' })
    await expect.poll(() => newest(page)).toContain('门口也有一处')
    await page.context().close()
  })

  test('urges, and whoever works it reads that at the desk', async () => {
    const { code, version } = await inHand(here.url, here.cast, here.resident, '催一催看看')
    await as(here.url, here.resident).appeals.urge({ code, expectedVersion: version })
    const seat = await deskOf(here.browser, here.url, here.cast.handler, `/desk/queue/all/${code}`)
    const heading = seat.getByRole('heading', { name: desk('order.timeline') })
    const lines = seat.locator('section').filter({ has: heading }).getByRole('listitem')
    await lines.filter({ hasText: desk('event.urged') }).waitFor()
    await seat.context().close()
  })

  test('reads who looked at the phone number, and when', async () => {
    const { code, version } = await inHand(here.url, here.cast, here.resident, '看看谁看过')
    await as(here.url, here.cast.handler).workOrders.viewContact({ code, expectedVersion: version })
    const page = await reading(code)
    expect(await newest(page)).toContain(t('entry.viewed', { role: word('role', 'handler') }))
    await page.context().close()
  })
})

describe('a guest', () => {
  test('reads nothing of an appeal, and after signing in comes back to it', async () => {
    const { code } = await sent(here.url, here.cast, here.resident, '外人看不到这句话')
    const page = await reading(code, false)
    await page.getByText(t('mine.guest')).waitFor()
    expect(await page.content()).not.toContain('外人看不到')
    await page.getByRole('link', { name: t('home.signIn') }).click()
    await page.getByRole('button', { name: local(here.resident.name) }).click()
    await expectSays(page, '外人看不到这句话')
    await page.context().close()
  })

  test('finds no list, and is shown the way in instead', async () => {
    const page = await phone(here.browser, here.url)
    await visit(page, `${here.url}/mine`)
    await page.getByText(t('mine.guest')).waitFor()
    await page.context().close()
  })

  test('looks an appeal up by its code: a slip of the finger is found before anybody is asked', async () => {
    const { code } = await sent(here.url, here.cast, here.resident, '凭编号查进度')
    const page = await phone(here.browser, here.url)
    await visit(page, `${here.url}/look`)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const box = page.getByRole('textbox', { name: t('look.code') })
    const find = page.getByRole('button', { name: t('look.find') })
    await box.fill(code.slice(0, 11))
    await find.click()
    await page.getByText(t('look.short', { n: 2 })).waitFor()
    await box.fill(`${code.slice(0, 11)}${code[11] === '2' ? '3' : '2'}${code[12] ?? ''}`)
    await find.click()
    await page.getByText(t('look.bad')).waitFor()
    expect(asked.filter((url) => url.includes('/trpc/'))).toEqual([])
    await box.fill(groupCode(code).toLowerCase())
    await find.click()
    // Without signing in the end of the number is asked for as well.
    await page.getByText(t('look.tailNeeded')).waitFor()
    await page.context().close()
  })
})
