import { createCivic } from '@civicgrid/sdk'
import { withoutPhoto } from '../appeals/behind.ts'
import { words } from '../miniapp/phones.ts'
import { as, castOf, city } from '../support/cast.ts'
import { arranged } from './authorities.ts'
import { shot } from './miniapp.ts'
import { sceneOf } from './neighbours.ts'
import type { Shot } from './resident.ts'

/** Pages of the mini-program that need somebody else: a neighbour, a person one acts for, the board; or nobody at all. */

const FEW = ['phone', 'phone-dark', 'phone-elder', 'small']
const button = (name: string) => ({ name, exact: true }) as const
const [longitude, latitude] = city.city.settings.map.centre

/** The first published one that has photos of before and after; without one, the first. */
async function publicOne(base: string): Promise<string> {
  const { items } = await createCivic({ baseUrl: base }).board.list().page()
  const ref = (items.find(({ hasPairs }) => hasPairs) ?? items[0])?.ref
  if (ref === undefined) throw new Error('the board is empty')
  return `/board/public/index?ref=${ref}`
}

/** The authority by which the first resident acts for the second, who had something sent. */
async function acted(base: string): Promise<string> {
  await arranged(base)
  const [first] = (await castOf(base)).residents
  if (!first) throw new Error('the demo has no resident')
  const agent = as(base, first)
  const authority = (await agent.authorities.list()).find(
    ({ side, standing }) => side === 'agent' && standing === 'active',
  )
  if (!authority) throw new Error('nobody lets the first resident act')
  const path = `/me/acted/index?authority=${authority.ref}`
  if ((await agent.appeals.mine({ authority: authority.ref, limit: 1 }).page()).items.length > 0) return path
  const { place } = await castOf(base)
  await agent.appeals.submit({
    kind: 'help',
    category: withoutPhoto().code,
    text: '王阿姨家楼下的路灯不亮，她晚上不敢出门',
    place: { point: { lng: place.lng, lat: place.lat }, address: place.name['zh-CN'] },
    authority: authority.ref,
  })
  return path
}

export const MINIAPP_MORE: readonly Shot[] = [
  shot(
    'sign-in',
    () => '/identity/sign-in/index',
    (word) => word('signIn.title'),
    { guest: true, modes: [...FEW, 'small-elder-en'] },
  ),
  shot(
    'home-guest',
    () => '',
    (word) => word('home.send'),
    { guest: true, modes: FEW },
  ),
  shot(
    'look',
    () => '/appeals/look/index',
    (word) => word('look.tailHint'),
    { guest: true, modes: [...FEW, 'small-elder-en'] },
  ),
  shot(
    'board',
    () => '/board/list/index',
    (word) => new RegExp(`${word('app.end')}|${word('app.more')}`),
    { guest: true, modes: FEW },
  ),
  shot(
    'public',
    (_, base) => publicOne(base),
    (word) => word('board.reply'),
    { guest: true, modes: FEW },
  ),
  shot(
    'near',
    async (_, base) => {
      await sceneOf(base)
      return '/board/near/index'
    },
    (word) => word('stage.sent'),
    { modes: FEW },
  ),
  shot(
    'joined',
    async (_, base) => `/board/joined/index?ref=${(await sceneOf(base)).answered}`,
    (word) => word('joined.privacy'),
    { modes: FEW },
  ),
  shot(
    'later',
    () => `/appeals/send/index?category=${withoutPhoto().code}`,
    (word) => new RegExp(`${word('send.submit')}|${word('send.next')}`),
    {
      modes: FEW,
      answers: { chooseLocation: { success: { name: '海棠市人民政府', address: '', longitude, latitude } } },
      act: async (seen, _, network) => {
        await seen.locator('textarea').first().fill('小区北门的路灯坏了三天，晚上看不见路')
        const send = seen.getByRole('button', button(words('send.submit')))
        const next = seen.getByRole('button', button(words('send.next')))
        const place = seen.getByRole('button', { name: words('send.placePick') })
        for (let at = 0; at < 8; at++) {
          if ((await place.count()) > 0) {
            await place.click()
            await seen.getByText(words('send.address')).first().waitFor()
          }
          if ((await send.count()) > 0) break
          await next.click()
        }
        network.online = false
        await send.click()
        await seen.getByText(words('later.waiting')).first().waitFor()
      },
    },
  ),
  shot(
    'prove',
    () => '/me/prove/index',
    (word) => new RegExp(`${word('prove.text')}|${word('prove.none')}`),
    { modes: FEW },
  ),
  shot(
    'authorities',
    async (_, base) => {
      await arranged(base)
      return '/me/authorities/index'
    },
    (word) => word('authority.give'),
    { modes: [...FEW, 'small-elder-en'] },
  ),
  shot(
    'acted',
    (_, base) => acted(base),
    () => '王阿姨家',
    { modes: FEW },
  ),
]
