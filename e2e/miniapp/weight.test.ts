/** What crosses from the program to the screen: the first page comes in a few small steps. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { answered } from '../appeals/behind.ts'
import { castOf } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { hold, pairOf, words } from './phones.ts'

const KB = 1024
let server: RunningServer
let signedIn: Record<string, unknown>
beforeAll(async () => {
  server = await startServer()
  const cast = await castOf(server.url)
  const [resident] = cast.residents
  if (!resident) throw new Error('the demo has no resident')
  signedIn = { 'civic-pair': await pairOf(server.url, resident.persona) }
  await answered(server.url, cast, resident, '楼道灯不亮，已经有结果')
})
afterAll(() => server?.stop())

test.each(['guest', 'resident'])(
  'the first page of a %s is there after three setData of 64 kB together',
  async (who) => {
    const { phone } = await hold(server.url, who === 'guest' ? {} : { storage: signedIn })
    onTestFinished(() => phone.kill())
    await phone.until(() => phone.has('button', words('home.send')), 'home')
    const first = phone.state().setData
    expect(first.length).toBeLessThanOrEqual(3)
    expect(first.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(64 * KB)
    // What comes from the service then adds little.
    await phone.until(() => phone.has('button', words(who === 'guest' ? 'home.signIn' : 'home.mineAll')), 'who it is')
    expect(phone.state().setData.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(96 * KB)
    expect(phone.state().faults).toEqual([])
  },
)
