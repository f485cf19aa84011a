/** Every page that a resident can come to, and every layer that opens over one. */
import type { Translate } from '@civicgrid/kit'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Page } from 'playwright-core'
import { city, type Cast } from '../support/cast.ts'
import { settled, visit } from '../support/enter.ts'
import { withoutPhoto } from '../appeals/behind.ts'
import type { Scene } from './scene.ts'

export interface Look {
  readonly name: string
  /** Brings the page to what is to be looked at; a layer opens over the page that was looked at before it. */
  readonly bring: (page: Page) => Promise<void>
}

export interface Tour {
  readonly url: string
  readonly scene: Scene
  readonly cast: Cast
  readonly t: Translate<typeof resident>
}

/** Address by name, with what each shows. */
export const addresses = ({ going, done, ref, token }: Scene): Record<string, string> => ({
  home: '/',
  'what one writes': '/send',
  'what was sent': `/sent/${going}`,
  'what waits to be sent': '/later',
  'my appeals': '/mine',
  'a neighbour’s appeal that one joined': `/joined/${ref}`,
  'what is near': '/near',
  'the public board': '/board',
  'the board as a map': '/board?view=map',
  'a published appeal': `/board/${ref}`,
  'the link of a message': `/rate/${token}`,
  'a link that has run out': `/rate/${'A'.repeat(52)}`,
  'the look-up': '/look',
  'an appeal in hand': `/appeal/${going}`,
  'an appeal with a result': `/appeal/${done}`,
  'the way in': '/sign-in',
  'acting for another': '/authorities',
  'my data': '/my-data',
  'one’s ways in': '/ways',
  settings: '/settings',
  'no such page': '/nowhere',
})

const dialog = (page: Page) => page.getByRole('dialog').last()

/** Presses what is called so and waits for the layer. */
const opens = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await dialog(page).waitFor()
}

const categories: Look = {
  name: 'categories',
  bring: async (page) => {
    await page.locator('#ask-category button.field').click()
    await dialog(page).getByRole('searchbox').waitFor()
  },
}
const ofThePlace = (t: Tour['t']): Look[] => [
  { name: 'a door plate', bring: opens(t('place.plate')) },
  { name: 'the map', bring: opens(t('send.placePick')) },
]

/** Layers by the address that they open over. */
function layers({ scene, t }: Tour, elder: boolean): Record<string, Look[]> {
  const layer = (name: string, of: string): Look => ({ name, bring: opens(of) })
  return {
    '/': [layer('leaving', t('leave.switch'))],
    // In elder mode the other questions come later, and their layers with them.
    '/send': [
      layer('templates', t('send.template')),
      layer('the recorder', t('send.speak')),
      ...(elder ? [] : [...ofThePlace(t), categories]),
    ],
    // Only where the city lets people act for one another.
    '/authorities': city.city.settings.authorities
      ? [layer('letting somebody act', t('authority.give')), layer('stopping it', t('authority.end'))]
      : [],
    [`/board/${scene.ref}`]: [layer('a photo', t('board.before'))],
    [`/appeal/${scene.going}`]: [
      {
        name: 'eight steps',
        bring: (page) => page.getByRole('button', { name: t('appeal.stepsShow') }).click(),
      },
      layer('a supplement', t('supplement.action')),
      layer('taking it back', t('withdraw.action')),
      layer('the picture to share', t('appeal.share')),
    ],
    [`/appeal/${scene.done}`]: [
      layer('a rating', t('rate.action')),
      layer('once more', t('rehandle.action')),
      layer('pressure', t('pressure.action')),
    ],
  }
}

/** Leaves the layer that is open, if one is. */
async function close(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) === 0) return
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })
}

/** The way in from an app: as long as nothing has answered, and with a ticket that nobody asked for. */
const entering = ({ url, t }: Tour): Look[] => [
  {
    name: 'on the way to an app',
    bring: async (page) => {
      await page.route('**/trpc/*identity.hostApps*', () => new Promise(() => {}), { times: 1 })
      await visit(page, `${url}/enter?host=city-app`)
      await page.getByText(t('enter.text')).waitFor()
    },
  },
  {
    name: 'a ticket that is none',
    bring: async (page) => {
      await visit(page, `${url}/enter#ticket=${'A'.repeat(43)}`)
      await page.getByText(t('TICKET_INVALID')).waitFor()
    },
  },
]

/** Every page, and after each what opens over it. */
export function looks(tour: Tour, elder: boolean): Look[] {
  const over = layers(tour, elder)
  const pages = Object.entries(addresses(tour.scene)).flatMap(([name, address]) => [
    {
      name,
      bring: async (page: Page) => {
        await visit(page, tour.url + address)
        await settled(page)
      },
    },
    ...(over[address] ?? []).map((layer) => ({
      name: `${name}: ${layer.name}`,
      bring: async (page: Page) => {
        await close(page)
        await layer.bring(page)
      },
    })),
  ])
  return [...pages, ...entering(tour)]
}

/** What one writes, question after question as elder mode has it, or all on one page; left open first, filled in then. */
export function writing({ url, cast, t }: Tour, elder: boolean): Look[] {
  const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()
  const words = async (page: Page) => {
    await page.getByRole('textbox', { name: t('send.what') }).fill('A bench is broken 楼下的长椅坏了一条腿')
  }
  const place = async (page: Page) => {
    await page.locator('#ask-place .pick').click()
    await dialog(page)
      .getByRole('searchbox')
      .fill(cast.place.name['zh-CN'] ?? '')
    await dialog(page).locator('.found button').first().click()
    await button(t('place.here'))(page)
    await dialog(page).waitFor({ state: 'hidden' })
  }
  const similar = (page: Page) => page.getByRole('region', { name: t('similar.title') }).waitFor()
  const begin = async (page: Page) => visit(page, `${url}/send?category=${withoutPhoto().code}`)
  if (!elder)
    return [
      {
        name: 'everything left open',
        bring: async (page) => {
          await visit(page, `${url}/send`)
          await button(t('send.submit'))(page)
          await page.getByRole('alert').first().waitFor()
        },
      },
      {
        name: 'filled in, with similar ones',
        bring: async (page) => {
          await begin(page)
          await words(page)
          await place(page)
          await similar(page)
        },
      },
    ]
  const question = (n: number) => (page: Page) => page.getByText(t('send.step', { n, all: 5 })).waitFor()
  const next = button(t('send.next'))
  return [
    {
      name: 'a question left open',
      bring: async (page) => {
        await begin(page)
        await next(page)
        await page.getByText(t('form.textNeeded')).waitFor()
      },
    },
    {
      name: 'question 2',
      bring: async (page) => {
        await words(page)
        await next(page)
        await question(2)(page)
      },
    },
    categories,
    ...[3, 4].map((n) => ({
      name: `question ${n}`,
      bring: async (page: Page) => {
        await close(page)
        await next(page)
        await question(n)(page)
      },
    })),
    ...ofThePlace(t).map(({ name, bring }) => ({
      name,
      bring: async (page: Page) => {
        await close(page)
        await bring(page)
      },
    })),
    {
      name: 'a place, with similar ones',
      bring: async (page) => {
        await close(page)
        await place(page)
        await similar(page)
      },
    },
    {
      name: 'question 5',
      bring: async (page) => {
        await next(page)
        await question(5)(page)
      },
    },
    {
      name: 'the last look',
      bring: async (page) => {
        await next(page)
        await page.getByRole('heading', { name: t('send.check') }).waitFor()
      },
    },
  ]
}
