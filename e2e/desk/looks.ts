import type { Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import type { Action } from '../../packages/portal/src/desk/orders/actions/actions.ts'
import type { Cast } from '../support/cast.ts'
import { visit } from '../support/enter.ts'
import type { desk } from '../support/words.ts'
import type { Scene } from './scene.ts'

/** A page of the desk, and how it is brought to what is to be looked at; what is there then says that it has come. */
export interface Look {
  readonly name: string
  readonly bring: (page: Page) => Promise<void>
}
export interface Tour {
  readonly url: string
  readonly cast: Cast
  readonly scene: Scene
  readonly t: typeof desk
}

/** Every page and layer of the desk, by who finds something there; null is who has not signed in. */
export function looks({ url, cast, scene, t }: Tour): [who: Persona | null, looks: Look[]][] {
  const at = (path: string, there: string) => async (page: Page) => {
    await visit(page, url + path)
    await page.locator(there).first().waitFor()
  }
  const list = (query: string) => at(`/desk/queue/${query}`, '.list [data-code], .list .empty')
  const order = (code: string) => at(`/desk/queue/all/${code}`, '.dock .bar, .dock .none')
  const press = (name: string, there: string) => async (page: Page) => {
    await page.getByRole('button', { name, exact: true }).first().click()
    // Menus that were never opened are there, too, and hidden.
    await page.locator(there).filter({ visible: true }).first().waitFor()
  }
  const after =
    (...steps: Look['bring'][]) =>
    async (page: Page) => {
      for (const step of steps) await step(page)
    }
  const form = (code: string, action: Action): Look => ({
    name: action,
    bring: after(order(code), async (page) => {
      const button = page.locator(`.dock [data-action="${action}"]`)
      if ((await button.count()) === 0) await page.locator('.dock .bar .bare').click()
      await button.click()
      await page.locator('.dock form [type=submit]').waitFor()
    }),
  })
  const look = (name: string, ...steps: Look['bring'][]): Look => ({ name, bring: after(...steps) })

  const papers = scene.paper
    ? [
        look('what is said in person', at('/desk/authorities', 'form input')),
        look('a paper', at(`/desk/authorities/${scene.paper}`, 'article header')),
      ]
    : []
  const [, reviewer = cast.operator] = cast.reviewers
  const body = `/desk/bodies/${cast.handler.body.code}`
  return [
    [null, [look('the way in', at('/desk', 'button'))]],
    [
      cast.operator,
      [
        look('a list', list('toAccept')),
        look('filters', press(t('queue.filter'), '.el-popover select')),
        look('views', list('all'), press(t('view.title'), '.el-popover input')),
        look('files', list('all'), press(t('export.title'), '.el-popover button')),
        look('nothing found', list('all?words=没有这回事')),
        look('many at once', list('toDispatch'), press(t('bulk.title'), '.tick input')),
        look('keys', list('toAccept'), async (page) => {
          await page.keyboard.press('?')
          await page.locator('dialog').waitFor()
        }),
        look('an order', order(scene.fresh)),
        ...(['accept', 'answer', 'classify', 'decline'] as const).map((action) => form(scene.fresh, action)),
        form(scene.accepted, 'dispatch'),
        look('an order with a rating', order(scene.pressed)),
        look('a call', at('/desk/intake', 'form textarea')),
        ...papers,
      ],
    ],
    [
      cast.handler,
      [
        look('what is to be taken', list('toTake')),
        form(scene.dispatched, 'bounce'),
        ...(['contact', 'giveFeedback', 'requestExtension'] as const).map((action) => form(scene.inHand, action)),
      ],
    ],
    [scene.officer, [look('a round', at('/desk/round', '.shoot'))]],
    [reviewer, [form(scene.toVerify, 'verifyOnSite'), form(scene.given, 'reviewFeedback')]],
    [
      cast.supervisor,
      [
        form(scene.bounced, 'ruleBounce'),
        form(scene.extending, 'ruleExtension'),
        form(scene.pressed, 'settlePressure'),
        look('a board', list('soonDue')),
        look('the dashboard', at('/desk/insight', '.chart svg')),
      ],
    ],
    [scene.publisher, [form(scene.toPublish, 'publish'), form(scene.published, 'unpublish')]],
    [
      scene.administrator,
      [
        look('staff', at('/desk/staff', '.list .item')),
        look('one of them', async (page) => {
          await page.locator('.list .item').first().click()
          await page.locator('article header').waitFor()
          await page.getByRole('button', { name: t('admin.edit') }).click()
        }),
        look('bodies', at('/desk/bodies', '.list .item')),
        look('a body', at(body, 'article header'), press(t('bodies.edit'), 'article form')),
        look('a body switched off', press(t('bodies.switchOff'), 'article form input[type=date]')),
        look('ownership', at('/desk/ownership', 'tbody tr')),
        look('registering an integration', at('/desk/integrations', 'form input')),
        look('an integration', async (page) => {
          await page.locator('.list .item').first().click()
          await page.locator('article section').first().waitFor()
          await page.getByRole('button', { name: t('integration.grant'), exact: true }).click()
          await page.getByRole('button', { name: t('integration.close'), exact: true }).click()
          await page.getByRole('button', { name: t('integration.edit'), exact: true }).click()
        }),
      ],
    ],
  ]
}
