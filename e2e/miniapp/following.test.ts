/** An appeal of one's own on the phone: how far it is while staff works it, and what its resident may do. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { PhoneOptions } from '@civicgrid/miniapp-harness'
import { answered, inHand, sent, withoutPhoto } from '../appeals/behind.ts'
import { setScene, type Scene } from '../pages/scene.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { hold, pairOf, words, PHOTO, type Held } from './phones.ts'

let server: RunningServer
let cast: Cast
let scene: Scene
let signedIn: Record<string, unknown>
beforeAll(async () => {
  server = await startServer()
  cast = await castOf(server.url)
  scene = await setScene({ ...server, cast })
  signedIn = { 'civic-pair': await pairOf(server.url, resident().persona) }
})
afterAll(() => server?.stop())

function resident(): Cast['residents'][number] {
  const [first] = cast.residents
  if (!first) throw new Error('the demo has no resident')
  return first
}
async function held(path: string, options: PhoneOptions = {}): Promise<Held> {
  const one = await hold(server.url, {
    path,
    storage: signedIn,
    ...options,
    answers: {
      chooseMedia: { success: { type: 'image', tempFiles: [{ tempFilePath: PHOTO, size: 1, fileType: 'image' }] } },
      ...options.answers,
    },
  })
  onTestFinished(() => one.phone.kill())
  return one
}
async function onAppeal(code: string, options: PhoneOptions = {}): Promise<Held> {
  const one = await held(`appeals/appeal/index?code=${code}`, options)
  await one.phone.until(() => one.phone.text().includes(words('appeal.timeline')), 'the appeal')
  return one
}
const press = ({ phone }: Held, name: string) => phone.tap(phone.find('button', name))
const filled = (key: Parameters<typeof words>[0], slots: Record<string, string>) =>
  words(key).replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')

test('who has it, the eight steps, every event, and who looked at the number', async () => {
  const one = await onAppeal(scene.going)
  const { phone } = one
  expect(phone.text()).toContain(`${words('appeal.who')} ${cast.handler.body.name['zh-CN']}`)
  expect(phone.text()).not.toContain(words('step.publish'))
  press(one, words('appeal.stepsShow'))
  await phone.until(() => phone.text().includes(words('step.publish')), 'the eight steps')
  expect(phone.text()).toContain(filled('entry.viewed', { role: words('role.handler') }))
  const list = phone.find('list', words('appeal.looks'))
  expect(list.textContent).toContain(words('role.handler'))
  expect(phone.untold()).toEqual([])
  expect(phone.state().faults).toEqual([])
})

test('what happens while the page is covered is shown as new when it is looked at again, and nobody asks meanwhile', async () => {
  const { code, version } = await inHand(server.url, cast, resident(), '小广场的地灯不亮')
  const one = await onAppeal(code)
  const { phone, network } = one
  phone.hide()
  const asked = () => network.seen.filter(({ url }) => url.includes('progress.get')).length
  const before = asked()
  const handler = as(server.url, cast.handler).workOrders
  await handler.contact({ code, expectedVersion: version, result: 'reached', means: 'visit' })
  const marked = () => phone.has('listitem', words('appeal.newStep'))
  expect([asked(), marked()]).toEqual([before, false])
  phone.show()
  await phone.until(marked, 'what is new')
  expect(asked()).toBeGreaterThan(before)
  expect(phone.state().faults).toEqual([])
})

test('urged once, supplemented with words and a photo, taken back', async () => {
  const { code } = await inHand(server.url, cast, resident(), '健身器材松动，怕砸到人')
  const one = await onAppeal(code)
  const { phone } = one
  press(one, words('urge.action'))
  await phone.until(() => phone.state().toasts.includes(words('urge.done')), 'that it was urged')
  await phone.until(() => !phone.has('button', words('urge.action')), 'that once is enough')

  press(one, words('supplement.action'))
  await phone.until(() => phone.has('dialog', words('supplement.title')), 'the sheet')
  press(one, words('say.send'))
  await phone.until(() => phone.has('alert', words('say.needed')), 'that words are needed')
  phone.type(words('say.words'), '螺丝已经掉了')
  press(one, words('photo.add'))
  await phone.until(() => phone.has('button', '删除第1张照片'), 'the photo')
  press(one, words('say.send'))
  await phone.until(() => phone.text().includes(words('event.supplemented')), 'that it is there')
  await phone.until(
    () => phone.text().includes('螺丝已经掉了') && !phone.has('dialog', words('supplement.title')),
    'the words',
  )
  press(one, '查看第1张照片')
  await phone.until(() => phone.state().calls.some(({ name }) => name === 'previewImage'), 'the photo, large')

  press(one, words('withdraw.action'))
  await phone.until(() => phone.has('dialog', words('withdraw.title')), 'the question')
  press(one, words('withdraw.confirm'))
  await phone.until(() => phone.text().includes(words('status.withdrawn')), 'that it is taken back')
  expect(phone.state().faults).toEqual([])
})

test('words that do not get through stay in the sheet, and go with the next tap, once', async () => {
  const { code } = await sent(server.url, cast, resident(), '路口的反光镜歪了')
  const one = await onAppeal(code)
  const { phone, network } = one
  press(one, words('supplement.action'))
  await phone.until(() => phone.has('dialog', words('supplement.title')), 'the sheet')
  phone.type(words('say.words'), '是东边那一面')
  network.trouble = (url) => (url.includes('appeals.supplement') ? 500 : null)
  press(one, words('say.send'))
  await phone.until(() => phone.state().toasts.includes(words('INTERNAL')), 'why not')
  expect(phone.has('dialog', words('supplement.title'))).toBe(true)
  network.trouble = null
  await phone.until(() => phone.find('button', words('say.send')).getAttribute('aria-disabled') === null, 'the button')
  press(one, words('say.send'))
  await phone.until(() => !phone.has('dialog', words('supplement.title')), 'that it went')
  const { timeline } = await as(server.url, resident()).progress.get(code)
  expect(timeline.filter(({ type }) => type === 'supplemented').map(({ text }) => text)).toEqual(['是东边那一面'])
})

test('the result with its photo, rated with words and a photo; not solved is worked once more', async () => {
  const { code } = await answered(server.url, cast, resident(), '亭子的顶漏雨')
  const one = await onAppeal(code)
  const { phone } = one
  expect(phone.text()).toContain('已经处理好')
  press(one, '查看第1张照片')
  const large = () => phone.state().calls.find(({ name }) => name === 'previewImage')?.option
  await phone.until(() => large() !== undefined, 'the photo, large')
  expect(large()).toMatchObject({ urls: [expect.stringContaining('/files/')] })
  press(one, words('rate.action'))
  await phone.until(() => phone.has('button', words('rate.submit')), 'the questions')
  phone.tap(phone.find('radio', words('solvedAnswer.notSolved')))
  phone.tap(phone.find('radio', words('satisfaction.dissatisfied')))
  phone.type(words('rate.words'), '下雨还是漏')
  press(one, words('photo.add'))
  await phone.until(() => phone.has('button', '删除第1张照片'), 'the photo')
  press(one, words('rate.submit'))
  await phone.until(() => phone.text().includes(words('rate.given')), 'the rating')
  expect(phone.text()).toContain('下雨还是漏')
  const { timeline } = await as(server.url, cast.operator).workOrders.get(code)
  expect(timeline.find(({ type }) => type === 'rated')?.photos).toHaveLength(1)
  press(one, words('rehandle.action'))
  await phone.until(() => phone.has('dialog', words('rehandle.title')), 'the sheet')
  phone.type(words('say.words'), '东北角还在漏')
  press(one, words('rehandle.title'))
  await phone.until(() => phone.text().includes(filled('appeal.round', { n: '2' })), 'the second round')
  expect(phone.state().faults).toEqual([])
})

test('one’s own by what is open, and what one has joined, which asks once there is a result', async () => {
  const one = await held('appeals/mine/index')
  const { phone } = one
  await phone.until(() => phone.has('button', '公园的路灯坏了'), 'one’s own')
  await phone.until(
    () => phone.has('button', filled('joined.result', { category: withoutPhoto().name['zh-CN'] })),
    'the question',
  )
  const over = '健身器材松动'
  await phone.until(() => phone.has('button', over), 'also what is over')
  phone.tap(phone.find('radio', words('mine.open')))
  await phone.until(() => !phone.has('button', over) && phone.has('button', '公园的路灯坏了'), 'what is open')
  phone.tap(phone.find('radio', words('joined.tab')))
  await phone.until(() => phone.has('button', `，${words('joined.asks')}`), 'what was joined')
  press(one, `，${words('joined.asks')}`)
  await phone.until(() => phone.text().includes(words('joined.privacy')), 'its page')
  expect(phone.untold()).toEqual([])
  expect(phone.state().faults).toEqual([])
})
