/** Without a network: what was sent goes once, for whoever sent it; what was seen is there, with its age. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, countOf } from '../appeals/behind.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import type { WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { chosen, pairOf, wechat, words, type Held } from './phones.ts'
import { writing } from './writing.ts'

type Resident = Cast['residents'][number]
let standIn: WeChatStandIn
let server: RunningServer
let cast: Cast
let signedIn: Record<string, unknown>
beforeAll(async () => {
  const made = await wechat()
  standIn = made.standIn
  server = await startServer(made.env)
  cast = await castOf(server.url)
  signedIn = await pairFor(resident())
})
afterAll(async () => {
  await server?.stop()
  await standIn?.stop()
})

function resident(nth = 0): Resident {
  const found = cast.residents[nth]
  if (!found) throw new Error('the demo has too few residents')
  return found
}
const pairFor = async (who: Resident) => ({ 'civic-pair': await pairOf(server.url, who.persona) })
const { open, onForm, fill, submit } = writing(() => ({ url: server.url, cast, storage: signedIn }))

const shows = ({ phone }: Held, text: string) => phone.until(() => phone.text().includes(text), text)
const press = ({ phone }: Held, name: string) => phone.tap(phone.find('button', name))
const later = (n: number) => words('later.home').replace('{n}', String(n))
const own = ({ phone }: Held) => Object.keys(phone.state().files).filter((path) => path.includes('/civic-'))
const cut = (network: Held['network']) => {
  network.online = false
}
/** Home of somebody who is signed in, with appeals or without. */
const isHome = ({ phone }: Held) =>
  phone.has('button', words('home.mineAll')) || phone.text().includes(words('home.mineNone'))
/** Sends it without a network, up to the page that says that it waits. */
async function left(held: Held, text: string, photos = 0): Promise<void> {
  await fill(held, text)
  held.network.online = false
  if (photos > 0) {
    held.phone.answer('chooseMedia', chosen(photos))
    press(held, words('photo.add'))
    await held.phone.until(() => held.phone.has('img', String(photos)), 'the photos')
  }
  submit(held)
  await shows(held, words('later.kept'))
}

test('what is sent without a network goes with its photos at the next start that has one, and once', async () => {
  const [first, second] = ['电梯里没信号，路灯不亮', '第二件也没信号，垃圾满溢']
  const held = await onForm()
  await left(held, first, 2)
  await shows(held, words('later.waiting'))
  expect(held.phone.state().faults).toEqual([])
  held.phone.kill()

  // Still none: the form can be opened and sent all the same, from what is known of the city.
  const again = await onForm({ ...held.phone.kept() }, cut)
  await left(again, second)
  await shows(again, first)
  again.phone.kill()
  expect(await countOf(server.url, resident(), first)).toBe(0)

  const home = await open(again.phone.kept())
  await home.phone.until(() => home.phone.state().toasts.includes(words('later.gone')), 'that it has gone')
  await home.phone.until(() => home.phone.has('button', later(2)), 'that there is something to look at')
  press(home, later(2))
  await home.phone.until(() => home.phone.text().split(words('later.sent')).length === 3, 'that both have gone')
  const counts = [first, second].map((text) => countOf(server.url, resident(), text))
  expect(await Promise.all(counts)).toEqual([1, 1])
  expect(own(home)).toEqual([])
  // The one that was written first stands first.
  press(home, words('later.see'))
  await shows(home, first)
  const code = home.phone.state().pages.at(-1)?.query['code'] ?? ''
  expect((await as(server.url, cast.operator).workOrders.get(code)).photos).toHaveLength(2)
  home.phone.back()
  press(home, words('app.close'))
  await home.phone.until(() => home.phone.text().split(words('later.sent')).length === 2, 'one of them gone')
  expect(home.phone.state().faults).toEqual([])
})

test('it goes by itself when the network is back; what the server refuses says why, and may be tried again or removed', async () => {
  const text = '等网络回来再说，积水很深'
  const held = await onForm()
  await left(held, text, 1)
  const refusal = { error: { data: { civic: { code: 'FORBIDDEN', message: '', retryable: false } } } }
  held.network.trouble = (url) =>
    url.includes('appeals.submit') ? { statusCode: 403, data: JSON.stringify(refusal), header: {} } : null
  held.network.online = true
  await shows(held, words('later.refused'))
  expect(held.phone.has('alert', words('FORBIDDEN'))).toBe(true)
  held.network.trouble = null
  press(held, words('later.now'))
  await shows(held, words('later.sent'))
  expect(await countOf(server.url, resident(), text)).toBe(1)

  const unwanted = await onForm()
  await left(unwanted, '后来不想说了，小广告', 1)
  expect(own(unwanted)).toHaveLength(1)
  await unwanted.phone.until(() => unwanted.phone.has('button', words('later.remove')), 'that it rests')
  press(unwanted, words('later.remove'))
  await shows(unwanted, words('later.none'))
  expect(own(unwanted)).toEqual([])
  expect([...held.phone.state().faults, ...unwanted.phone.state().faults]).toEqual([])
})

test('on a phone that people share it goes for whoever wrote it: not when the session is over, nor as another’s', async () => {
  const text = '手机借给别人用，井盖缺损'
  const held = await onForm()
  await left(held, text)
  held.phone.kill()
  const kept = held.phone.kept()
  const { 'civic-pair': gone, ...rest } = kept.storage
  expect(gone).toBeDefined()

  const login = { success: { code: standIn.loginCode('openid-that-nobody-has') } }
  const guest = await open({ ...kept, storage: rest, answers: { login } })
  await guest.phone.until(() => guest.phone.state().storage['civic-account'] === undefined, 'that nobody is known')
  await guest.phone.until(() => !guest.phone.has('button', later(1)), 'that nothing is told of it')
  guest.phone.kill()

  const other = await open({ ...kept, storage: { ...rest, ...(await pairFor(resident(1))) } })
  await other.phone.until(() => isHome(other), 'that somebody else is signed in')
  await other.phone.until(() => !other.phone.has('button', later(1)), 'that nothing is told of it')
  expect(other.phone.text()).not.toContain(text)
  other.phone.kill()
  const counts = [resident(), resident(1)].map((who) => countOf(server.url, who, text))
  expect(await Promise.all(counts)).toEqual([0, 0])

  const back = await open({ ...other.phone.kept(), storage: { ...other.phone.kept().storage, ...signedIn } })
  await back.phone.until(() => back.phone.state().toasts.includes(words('later.gone')), 'that it has gone')
  const after = [resident(), resident(1)].map((who) => countOf(server.url, who, text))
  expect(await Promise.all(after)).toEqual([1, 0])
})

test('what one began to write is laid by for another, and there again for oneself', async () => {
  const text = '只写了一半，占道经营'
  const held = await onForm()
  await fill(held, text)
  held.phone.hide()
  held.phone.kill()
  const storage = { ...held.phone.kept().storage, ...(await pairFor(resident(1))) }
  const other = await open({ ...held.phone.kept(), storage, path: 'appeals/send/index' })
  // The form that was open is left at once.
  await other.phone.until(() => isHome(other), 'home')
  other.phone.open('/appeals/send/index')
  await other.phone.until(() => other.phone.has('button', words('send.submit')), 'a form of their own')
  const written = [...other.phone.document.querySelectorAll('textarea')].map(({ value }) => value)
  expect(written.join()).not.toContain(text)
  other.phone.kill()
  const kept = other.phone.kept()
  const back = await open({ ...kept, storage: { ...kept.storage, ...signedIn } })
  await back.phone.until(() => String(back.phone.state().storage['civic-draft']).includes(text), 'the draft')
})

test('a chosen sign-out says what would never be sent, and leaves nothing of it on the phone', async () => {
  const text = '退出前没发出去，小区停电'
  // A session of its own, which ends here.
  const held = await onForm({ storage: await pairFor(resident()) })
  await left(held, text, 1)
  held.network.trouble = (url) => (/appeals.submit|api.files/.test(url) ? 'cut' : null)
  held.network.online = true
  held.phone.open('/settings/index')
  await held.phone.until(() => held.phone.has('button', words('signIn.out')), 'the settings')
  press(held, words('signIn.out'))
  const warning = words('leave.unsent').replace('{n}', '1')
  await held.phone.until(() => held.phone.has('alert', warning), 'what would be lost')
  press(held, words('leave.goAnyway'))
  const leftOver = () => JSON.stringify(held.phone.state().storage)
  const gone = () => !/civic-draft|civic-seen|civic-outbox/.test(leftOver()) && !leftOver().includes(text)
  await held.phone.until(() => gone() && own(held).length === 0, 'that nothing is left')
  held.network.trouble = null
  expect(await countOf(server.url, resident(), text)).toBe(0)
  expect(held.phone.state().faults).toEqual([])
})

test('what was seen last is there without a network, with its age; another’s eyes never see it', async () => {
  const text = '看过的诉求没网也能看，护栏损坏'
  const { code } = await answered(server.url, cast, resident(), text)
  const held = await open({ path: 'appeals/mine/index' })
  await shows(held, text)
  held.phone.open(`/appeals/appeal/index?code=${code}`)
  await shows(held, '已经处理好')
  held.phone.kill()

  // Two hours later.
  const kept = held.phone.kept()
  const storage = Object.fromEntries(
    Object.entries(kept.storage).map(([name, value]) => {
      if (!name.startsWith('civic-seen/')) return [name, value]
      const seen = JSON.parse(String(value)) as { at: number }
      return [name, JSON.stringify({ ...seen, at: seen.at - 2 * 3_600_000 - 5_000 })]
    }),
  )
  const age = words('mini.seen').replace('{when}', '2小时前')
  const away = await open({ ...kept, storage, path: 'appeals/mine/index' }, cut)
  await shows(away, text)
  await shows(away, age)
  away.phone.open(`/appeals/appeal/index?code=${code}`)
  await shows(away, '已经处理好')
  await shows(away, age)
  expect(away.phone.text()).toContain(words('NETWORK'))
  away.network.online = true
  press(away, words('app.retry'))
  await away.phone.until(() => !away.phone.text().includes(age), 'what is there now')
  expect(away.phone.state().faults).toEqual([])

  const other = await open({ ...kept, storage: { ...storage, ...(await pairFor(resident(1))) } })
  await other.phone.until(() => isHome(other), 'somebody else')
  other.network.online = false
  other.phone.open('/appeals/mine/index')
  await shows(other, words('NETWORK'))
  expect(other.phone.text()).not.toContain(text)
})

test('a phone without room for the photos says so and keeps what was written; it goes once there is a network', async () => {
  const text = '手机没空间，墙面漏水'
  const held = await onForm({ fileLimit: 10 })
  await fill(held, text)
  held.network.online = false
  press(held, words('photo.add'))
  await held.phone.until(() => held.phone.has('img', '1'), 'the photo')
  submit(held)
  await held.phone.until(() => held.phone.has('alert', words('later.noRoom')), 'that there is no room')
  held.network.online = true
  submit(held)
  await shows(held, words('sent.thanks'))
  expect(await countOf(server.url, resident(), text)).toBe(1)
  expect(held.phone.state().faults).toEqual([])
})
