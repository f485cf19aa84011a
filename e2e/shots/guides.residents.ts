import type { Page } from 'playwright-core'
import { BOARD } from './board.ts'
import type { GuidePicture } from './guides.ts'
import { LAYERS } from './layers.ts'
import { NEIGHBOURS } from './neighbours.ts'
import { appealWith, offers, RESIDENT } from './resident.ts'

/** Brings a part of the page to the middle of the screen. */
const middle = (part: string) => async (page: Page) => {
  await page.locator(part).evaluate((element) => element.scrollIntoView({ block: 'center' }))
}

/** One of the pictures that are looked at anyway. @param shot its name there @param then what is done after it */
function of(name: string, shot: string, then?: (page: Page) => Promise<void>): GuidePicture {
  const found = [...RESIDENT, ...LAYERS, ...NEIGHBOURS, ...BOARD].find((one) => one.name === shot)
  if (!found) throw new Error(`there is no picture ${shot}`)
  return {
    name: `resident-${name}`,
    who: found.as,
    path: '/',
    mode: 'phone',
    async do(page, base) {
      await found.open(page, base)
      await then?.(page)
    },
  }
}

/** One that somebody has in hand, and that may be urged. */
const inHand = async (page: Page) =>
  (await offers(/催一催|Urge/)(page)) && (await page.locator('.stages .current').count()) > 0

/**
 * The pictures of docs/guides/residents: one for each thing that a resident does. What the demo holds comes before what
 * sends something, so that a picture shows the same whatever was taken before it.
 */
export const RESIDENT_GUIDE: readonly GuidePicture[] = [
  of('home', 'home'),
  { name: 'resident-elder', who: 'resident-li', path: '/', mode: 'phone-elder' },
  of('night', 'home-night'),
  {
    name: 'resident-appeal',
    who: 'resident-li',
    path: '/mine',
    mode: 'phone',
    do: (page, base) => appealWith(page, base, inHand),
  },
  of('rate', 'appeal-rate'),
  of('board', 'board'),
  of('board-one', 'board-one'),
  of('settings', 'settings'),
  of('leave', 'home-leave'),
  of('recorder', 'send-recorder'),
  of('near', 'near'),
  of('joined', 'joined-answered'),
  of('similar', 'send-similar', middle('.similar')),
  of('send', 'send-filled', middle('#ask-what')),
  of('place', 'send-place'),
  of('look', 'look-found'),
  of('sent', 'sent'),
  of('later', 'later'),
]
