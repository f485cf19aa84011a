/** The mini-program's form of an appeal in somebody's hand, for journeys that begin on it. */
import type { PhoneOptions } from '@civicgrid/miniapp-harness'
import { fromWgs84 } from '@civicgrid/contracts/constants'
import type { Persona, Progress } from '@civicgrid/sdk'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { chosen, hold, pairOf, RECORDING, words as said, type Held } from './phones.ts'

/** The word of a key with its slots filled. */
export const filled = (key: Parameters<typeof said>[0], values: Record<string, string | number>): string =>
  said(key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

/** A server for the tests of a file, and phones on its form. */
export function formJourney() {
  let server: RunningServer
  let cast: Cast
  const pairs = new Map<string, Awaited<ReturnType<typeof pairOf>>>()
  beforeAll(async () => {
    server = await startServer()
    cast = await castOf(server.url)
  })
  afterAll(async () => await server?.stop())

  const resident = (nth = 0): Persona => {
    const found = cast.residents[nth]
    if (!found) throw new Error(`the demo has no resident ${nth}`)
    return found
  }
  async function pair(who: Persona) {
    const made = pairs.get(who.persona) ?? (await pairOf(server.url, who.persona))
    pairs.set(who.persona, made)
    return made
  }

  return {
    url: () => server.url,
    cast: () => cast,
    resident,
    /** Of the journey's place, as WeChat tells it. */
    spot: () => spotOf(cast),
    /** The appeal as its resident has it. */
    kept: (code: string, nth = 0): Promise<Progress> => as(server.url, resident(nth)).progress.get(code),
    /** A phone on the form; nothing is refused unless a test says so. */
    async open(query = `?category=${withoutPhoto().code}`, options: PhoneOptions = {}, nth = 0): Promise<Held> {
      const { place } = cast
      const [longitude, latitude] = spotOf(cast)
      const held = await hold(server.url, {
        path: `appeals/send/index${query}`,
        ...options,
        storage: { 'civic-pair': await pair(resident(nth)), ...options.storage },
        answers: {
          chooseMedia: chosen(1),
          chooseLocation: { success: { name: place.name['zh-CN'], address: '', longitude, latitude } },
          getLocation: { success: { longitude, latitude, accuracy: 30 } },
          'RecorderManager.stop': { success: { tempFilePath: RECORDING, duration: 3000, fileSize: 900 } },
          ...options.answers,
        },
      })
      onTestFinished(() => held.phone.kill())
      await held.phone.until(
        () => held.phone.has('button', said('send.template')) && (!query.includes('category=') || named(held)),
        'the form',
      )
      return held
    },
  }
}
/** WeChat tells places in its own system; the city's are told in WGS-84. */
const spotOf = ({ place }: Cast) => fromWgs84([place.lng, place.lat], 'GCJ-02')
const named = ({ phone }: Held) => phone.has('button', said('send.categoryChange'))

export const press = ({ phone }: Held, name: string): void => phone.tap(phone.find('button', name))
export const choose = ({ phone }: Held, name: string): void => phone.tap(phone.find('radio', name))
export const check = ({ phone }: Held, name: string): void => phone.tap(phone.find('checkbox', name))
/** Chooses in WeChat's own layer, by the words on the picker. */
export function pick({ phone }: Held, label: string, value: string): void {
  const all = [...phone.document.getElementsByTagName('wx-picker')] as (Element & { choose(value: string): void })[]
  const picker = all.find((each) => each.getAttribute('aria-label')?.startsWith(label))
  if (!picker) throw new Error(`no picker «${label}» in: ${phone.text()}`)
  picker.choose(value)
}
/** Waits until something of this role and name stands there. */
export const sees = ({ phone }: Held, role: string, name: string): Promise<void> =>
  phone.until(() => phone.has(role, name), `${role} «${name}»`)
export const reads = ({ phone }: Held, text: string): Promise<void> =>
  phone.until(() => phone.text().includes(text), text)

export async function onMap(held: Held, place: string): Promise<void> {
  press(held, said('send.placePick'))
  await sees(held, 'button', place)
}
/** Sends it. @returns its code */
export async function submitted(held: Held): Promise<string> {
  press(held, said('send.submit'))
  await reads(held, said('sent.thanks'))
  return held.phone.state().pages.at(-1)?.query['code'] ?? ''
}
