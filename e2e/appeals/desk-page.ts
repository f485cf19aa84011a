/** The desk as its staff uses it. */
import type { Locator, Page } from 'playwright-core'
import type { Action as Act } from '../../packages/portal/src/desk/orders/actions/actions.ts'
import { local, desk } from '../support/words.ts'
import type { Worker } from '../support/cast.ts'
import { photos } from '../support/photos.ts'

/** What can be done with the order that is open. */
export const dock = (page: Page): Locator => page.getByRole('region', { name: desk('actions.title'), exact: true })

/** Opens the first order of the list. */
export async function openFirst(page: Page, queue: string): Promise<void> {
  const list = page.getByRole('region', { name: queue })
  await list.getByRole('listitem').first().getByRole('link').click()
  await dock(page).waitFor()
}

/** Opens the form of an action. */
export async function form(page: Page, act: Act): Promise<Locator> {
  await dock(page)
    .getByRole('button', { name: desk(`act.${act}`), exact: true })
    .first()
    .click()
  return dock(page).locator('form')
}

/** Sends a form and waits until the desk says that it was done. */
export async function send(page: Page, act: Act, button: string = desk(`act.${act}`)): Promise<void> {
  await dock(page).locator('form').getByRole('button', { name: button, exact: true }).click()
  await page
    .getByText(desk('actions.done', { action: desk(`act.${act}`) }))
    .last()
    .waitFor()
}

export async function note(page: Page, words: string): Promise<void> {
  await dock(page)
    .getByRole('textbox', { name: desk('actions.note') })
    .fill(words)
}

/** To the body that the city proposes. */
export async function dispatch(page: Page, { body }: Worker): Promise<void> {
  const to = await form(page, 'dispatch')
  await to.getByRole('button', { name: local(body.name), pressed: true }).waitFor()
  await send(page, 'dispatch')
}

/** To another one, found by its name, with a word on why. */
export async function dispatchElsewhere(page: Page, { body }: Worker, why: string): Promise<void> {
  const to = await form(page, 'dispatch')
  const box = to.getByRole('combobox', { name: desk('act.dispatch.body') })
  await box.click()
  await box.fill(local(body.name))
  await page.getByRole('option', { name: local(body.name), exact: true }).click()
  await note(page, why)
  await send(page, 'dispatch')
}

/** Takes the order, talks to the resident, and gives feedback with a photo. */
export async function work(page: Page, outcome: string, words: string): Promise<void> {
  await form(page, 'take')
  await send(page, 'take')
  const talk = await form(page, 'contact')
  await talk.getByRole('radio', { name: desk('contactResult.reached') }).check({ force: true })
  await send(page, 'contact')
  const result = await form(page, 'giveFeedback')
  await result.getByRole('radio', { name: outcome }).check({ force: true })
  await result.getByRole('textbox', { name: desk('actions.words') }).fill(words)
  await result.locator('input[type=file]').setInputFiles(photos(1))
  await result.getByRole('button', { name: desk('photo.remove', { n: 1 }) }).waitFor()
  await result.getByText(/%$/).waitFor({ state: 'hidden' })
  await send(page, 'giveFeedback')
}

/** Says yes or no on a bounce, on more time, or on a result. */
export async function rule(
  page: Page,
  act: 'ruleBounce' | 'ruleExtension' | 'reviewFeedback',
  verdict: string,
): Promise<void> {
  const box = await form(page, act)
  await box.getByRole('radio', { name: verdict }).check({ force: true })
  await send(page, act, verdict)
}
