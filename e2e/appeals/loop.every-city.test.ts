import type { Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { barriers, unread } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { setClock, whenLimitsRun } from '../support/clock.ts'
import { deskOf, listens, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { desk, local, t, time, word } from '../support/words.ts'
import { expectSays, expectStands, newest, reread, section, sheet, steps, timeline } from './appeal-page.ts'
import { dispatch, dispatchElsewhere, form, note, openFirst, rule, send, work } from './desk-page.ts'
import * as form$ from './send-page.ts'

// One appeal from a resident's phone round the whole loop, twice, each step read by the resident as it happens.

const TEXT = '菜场东门外堆了好几天,晚上看不清路,请派人来看看'
const RESULT = '已经处理好,也安排了每天巡查'
const STILL = '只弄了一半,靠河的那一边还是老样子'

const here = journey({ inOrder: true })
let resident: Page
let code = ''
const desks = new Map<string, Page>()

/** How long a bounce takes here: a limit that it had started anew would end so much later. */
const BOUNCE_MS = 40 * 60_000

let now = 0
beforeAll(async () => {
  now = whenLimitsRun(here.cast.category, BOUNCE_MS)
  await setClock(here.url, now)
  resident = await phone(here.browser, here.url)
})

/** Somebody's desk with the order open, found in the queue in which it must lie. */
async function atDesk(who: Persona, queue: string): Promise<Page> {
  const known = desks.get(who.persona)
  const page = known ?? (await deskOf(here.browser, here.url, who))
  desks.set(who.persona, page)
  if (known) await page.goto(`${here.url}/desk`)
  await page.getByRole('navigation').getByRole('link', { name: queue }).first().click()
  await openFirst(page, queue)
  return page
}

/** When the page says it will be done, by the server's own word. */
async function promised(): Promise<string> {
  const { promise } = await as(here.url, here.resident).progress.get(code)
  return time.promise(promise?.dueAt ?? 0, Date.now())
}

describe('a guest sends an appeal', () => {
  test('fills in everything without an account: words, category by search, photos, a place by a tap on the map', async () => {
    await visit(resident, here.url)
    await resident
      .getByRole('link', { name: t('home.send') })
      .first()
      .click()
    await resident.waitForURL('**/send')
    await listens(resident)
    await form$.fill(resident, { text: TEXT, leaf: here.cast.category, place: here.cast.place })
    await form$.addPhotos(resident, photos(2))
    await expectSays(resident, local(here.cast.category.name))
    await resident.getByRole('checkbox', { name: t('send.anonymous') }).check({ force: true })
    expect(new URL(resident.url()).pathname).toBe('/send')
  })

  test('is asked to sign in only on sending, and comes back to all that was filled in', async () => {
    if (!(await resident.getByText(t('send.phoneKnown', { phone: '' })).isVisible()))
      await resident.getByRole('textbox', { name: t('send.phone') }).fill('19900000099')
    await form$.submit(resident).click()
    await resident.getByText(t('send.signInText')).waitFor()
    await resident.getByRole('button', { name: local(here.resident.name) }).click()
    await form$.submit(resident).waitFor()
    expect(await form$.words(resident).inputValue()).toBe(TEXT)
    await expect.poll(() => form$.photoCount(resident)).toBe(2)
    await expectSays(resident, local(here.cast.category.name))
    expect(await resident.getByRole('checkbox', { name: t('send.anonymous') }).isChecked()).toBe(true)
    // The two photos lie on the server only now that somebody has signed in.
    await form$.submit(resident).click()
    code = await form$.sentCode(resident)
  })

  test('reads a code, and by when somebody will look at it', async () => {
    await expectSays(resident, t('sent.promise', { when: await promised() }))
    await resident.getByRole('link', { name: t('sent.view') }).click()
    await expectStands(resident, 'submitted', ['done', 'ahead', 'ahead', 'ahead'], 1)
    await expectSays(resident, t('appeal.due.accept', { when: await promised() }))
    await expectSays(resident, t('appeal.whoCentre'))
    await expectSays(resident, TEXT)
    await expect
      .poll(() => resident.getByRole('button', { name: new RegExp(t('photo.view', { n: '\\d' })) }).count())
      .toBe(2)
    await expectSays(resident, t('place.nearby', { area: local(here.cast.place.name) }))
  })
})

describe('the city finds who must work it', () => {
  test('the operator accepts it, and the open page of the resident says so by itself', async () => {
    const page = await atDesk(here.cast.operator, desk('queue.toAccept'))
    await form(page, 'accept')
    // The list, the order and a form, in this city's own colours.
    expect(await barriers(page)).toEqual([])
    expect(await unread(page)).toEqual([])
    await send(page, 'accept')
    await expectStands(resident, 'accepted', ['done', 'current', 'ahead', 'ahead'], 2)
    expect(await newest(resident)).toContain(word('event', 'accepted'))
  })

  let due = ''
  test('dispatched to a body, the resident reads its name and by when there is a result', async () => {
    const page = await atDesk(here.cast.operator, desk('queue.toDispatch'))
    await dispatchElsewhere(page, here.cast.bystander, '先请他们看看')
    await reread(resident)
    await expectStands(resident, 'dispatched', ['done', 'current', 'ahead', 'ahead'], 2)
    const told = await newest(resident)
    expect(told).toContain(t('entry.dispatched', { body: local(here.cast.bystander.body.name) }))
    const { timeline } = await as(here.url, here.resident).progress.get(code)
    const result = timeline.at(-1)?.facts.dueAt ?? ''
    expect(told).toContain(t('entry.due', { when: time.promise(result, Date.now()) }))
    due = await promised()
    await expectSays(resident, t('appeal.due.firstContact', { when: due }))
  })

  test('the body bounces it with a ground, which the resident reads', async () => {
    const page = await atDesk(here.cast.bystander, desk('queue.toTake'))
    const box = await form(page, 'bounce')
    const [ground] = city.city.grounds.bounce
    await box.getByRole('radio', { name: local(ground?.name) }).check({ force: true })
    await note(page, '不在本单位职责范围内')
    await send(page, 'bounce')
    await reread(resident)
    await expectStands(resident, 'bounceRequested', ['done', 'current', 'ahead', 'ahead'], 2)
    expect(await newest(resident)).toContain(t('entry.ground', { ground: local(ground?.name) }))
    expect(await newest(resident)).not.toContain('不在本单位职责范围内')
  })

  test('the supervisor upholds the bounce, and the operator sends it to its owner: the limit stays what it was', async () => {
    await rule(await atDesk(here.cast.supervisor, desk('queue.bounces')), 'ruleBounce', desk('act.ruleBounce.yes'))
    await reread(resident)
    await expectStands(resident, 'accepted', ['done', 'current', 'ahead', 'ahead'], 2)
    expect(await newest(resident)).toContain(word('event', 'bounceUpheld'))

    await setClock(here.url, now + BOUNCE_MS)
    await dispatch(await atDesk(here.cast.operator, desk('queue.toDispatch')), here.cast.handler)
    await reread(resident)
    await expectStands(resident, 'dispatched', ['done', 'current', 'ahead', 'ahead'], 2)
    expect(await newest(resident)).toContain(t('entry.dispatched', { body: local(here.cast.handler.body.name) }))
    // No second limit is told: the first one goes on.
    expect(await newest(resident)).not.toMatch(new RegExp(t('entry.due', { when: '.+' })))
    await expectSays(resident, t('appeal.due.firstContact', { when: due }))
  })
})

describe('the body works it and a reviewer passes the result', () => {
  test('taken, talked about, and answered for: the result waits until a reviewer has passed it', async () => {
    const page = await atDesk(here.cast.handler, desk('queue.toTake'))
    await work(page, desk('outcome.solved'), RESULT)
    await reread(resident)
    await expectStands(resident, 'feedbackPending', ['done', 'current', 'ahead', 'ahead'], 2)
    expect((await timeline(resident)).slice(0, 2)).toEqual([
      expect.stringContaining(t('entry.callReached', { clock: '' })),
      word('event', 'taken'),
    ])
    expect(await resident.getByText(RESULT).count()).toBe(0)
  })

  test('passed, the resident reads the result in words and in a photo, and is asked for a word on it', async () => {
    const [first] = here.cast.reviewers
    if (!first) throw new Error('the demo has no reviewer')
    await rule(await atDesk(first, desk('queue.toReview')), 'reviewFeedback', desk('act.reviewFeedback.yes'))
    await reread(resident)
    await expectStands(resident, 'answered', ['done', 'done', 'done', 'current'], 4)
    const result = section(resident, t('appeal.result'))
    expect(await result.innerText()).toContain(RESULT)
    expect(await result.innerText()).toContain(word('outcome', 'solved'))
    expect(await result.getByRole('button', { name: t('photo.view', { n: 1 }) }).count()).toBe(1)
    await expectSays(resident, t('appeal.waitsYou'))
  })
})

/** Rates the result: an answer to each of the two questions. */
async function rate(solved: string, satisfied: string): Promise<void> {
  await resident.getByRole('button', { name: t('rate.action') }).click()
  const box = sheet(resident, t('rate.title'))
  await box.getByRole('radio', { name: solved, exact: true }).click()
  await box.getByRole('radio', { name: satisfied, exact: true }).click()
  await box.getByRole('button', { name: t('rate.submit') }).click()
  await box.waitFor({ state: 'hidden' })
}

describe('the resident has the last word', () => {
  test('rates it not solved, and asks for it to be done again', async () => {
    await rate(word('solvedAnswer', 'notSolved'), word('satisfaction', 'dissatisfied'))
    await expectStands(resident, 'rated', ['done', 'done', 'done', 'done'], 4)
    await resident.getByRole('button', { name: t('rehandle.action') }).click()
    const box = sheet(resident, t('rehandle.title'))
    await box.getByRole('textbox', { name: t('say.words') }).fill(STILL)
    await form$.photoField(box).setInputFiles(photos(1))
    await box.getByRole('button', { name: t('rehandle.title'), exact: true }).click()
    await box.waitFor({ state: 'hidden' })
    await expectSays(resident, STILL)
    await expectSays(resident, t('appeal.round', { n: 2 }))
    expect(await timeline(resident)).toContain(word('event', 'rehandled'))
  })

  test('the second time it is another reviewer: whoever passed it before finds no button for it', async () => {
    await dispatch(await atDesk(here.cast.operator, desk('queue.toDispatch')), here.cast.handler)
    await work(
      await atDesk(here.cast.handler, desk('queue.toTake')),
      desk('outcome.solved'),
      `${RESULT},靠河的一边也清了`,
    )
    const [before, other] = here.cast.reviewers
    if (!before || !other) throw new Error('the demo has no two reviewers')
    const first = desks.get(before.persona)
    await first?.goto(`${here.url}/desk/queue/all/${code}`)
    await first?.getByText(desk('actions.none')).waitFor()
    await rule(await atDesk(other, desk('queue.toReview')), 'reviewFeedback', desk('act.reviewFeedback.yes'))
  })

  test('rates it solved: all that was asked of the city is done', async () => {
    await reread(resident)
    await expectStands(resident, 'answered', ['done', 'done', 'done', 'current'], 4)
    await rate(word('solvedAnswer', 'solved'), word('satisfaction', 'verySatisfied'))
    await expectStands(resident, 'rated', ['done', 'done', 'done', 'done'], 4)
    expect(await section(resident, t('rate.given')).innerText()).toContain(word('solvedAnswer', 'solved'))
    expect((await steps(resident)).map(({ step, state }) => `${step} ${state}`)).toEqual(
      (
        [
          ['accept', 'done'],
          ['dispatch', 'done'],
          ['track', 'done'],
          ['supervise', 'notNeeded'],
          ['feedback', 'done'],
          ['rate', 'done'],
          ['publish', 'notNeeded'],
          ['archive', 'current'],
        ] as const
      ).map(([step, state]) => `${word('step', step)} ${word('stepState', state)}`),
    )
    const told = await timeline(resident)
    expect(told[0]).toBe(word('event', 'rated'))
    expect(told.filter((title) => title === word('event', 'feedbackPassed'))).toHaveLength(2)
    expect(told.at(-1)).toBe(word('event', 'submitted'))
  })
})
