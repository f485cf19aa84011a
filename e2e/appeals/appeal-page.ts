/** The page of one appeal as the resident reads it. */
import type { StepState } from '@civicgrid/contracts'
import { STAGES } from '@civicgrid/contracts'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { t, word } from '../support/words.ts'

/** The part under a heading. */
export const section = (page: Page, heading: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) })

const PATIENCE = { timeout: 20_000 }

/** Looks again, as a resident does who pulls the page down. */
export async function reread(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('heading', { name: t('appeal.timeline') }).waitFor()
}

/** The status in large letters, the four stages in order, and how many of four the page says it is. */
export async function expectStands(
  page: Page,
  status: string,
  states: readonly StepState[],
  at: number,
): Promise<void> {
  await expect
    .poll(() => page.getByRole('heading', { name: word('status', status), exact: true }).count(), PATIENCE)
    .toBeGreaterThan(0)
  const stages = page.getByRole('list', { name: t('stage.of', { n: at }) }).getByRole('listitem')
  const told = await stages.allInnerTexts()
  expect(told.map((text) => text.split('\n').slice(0, 2))).toEqual(
    STAGES.map((stage, i) => [word('stage', stage), word('stepState', states[i] ?? '')]),
  )
}

/** The eight steps behind the stages, as the page tells them. */
export async function steps(page: Page): Promise<{ step: string; state: string }[]> {
  const open = page.getByRole('button', { name: t('appeal.stepsShow') })
  if (await open.isVisible()) await open.click()
  const items = page
    .getByRole('list')
    .filter({ hasText: word('step', 'archive') })
    .getByRole('listitem')
  return (await items.allInnerTexts()).map((text) => {
    const [, step = '', state = ''] = text.split('\n')
    return { step, state: state.split(' ')[0] ?? '' }
  })
}

/** Titles of the timeline, the newest first. */
export async function timeline(page: Page): Promise<string[]> {
  const items = await section(page, t('appeal.timeline')).getByRole('listitem').allInnerTexts()
  return items.map((text) => text.split('\n')[0] ?? '')
}

/** The newest event on the timeline, all its words. */
export const newest = (page: Page): Promise<string> =>
  section(page, t('appeal.timeline')).getByRole('listitem').first().innerText()

/** A sheet that rises from below. */
export const sheet = (page: Page, name: string): Locator => page.getByRole('dialog', { name })

/** Words of the page, somewhere that is to be seen. */
export async function expectSays(page: Page, text: string): Promise<void> {
  await expect
    .poll(() => page.getByText(text).filter({ visible: true }).count(), { ...PATIENCE, message: text })
    .toBeGreaterThan(0)
}
