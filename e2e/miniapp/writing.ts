/** A form of an appeal on a phone, filled in and sent: what every test of sending begins with. */
import type { Network, PhoneOptions } from '@civicgrid/miniapp-harness'
import { onTestFinished } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import type { Cast } from '../support/cast.ts'
import { chosen, hold, words, type Held } from './phones.ts'

/** @param at the server, its people, and what the phone has in its storage */
export function writing(at: () => { url: string; cast: Cast; storage: Record<string, unknown> }) {
  const place = () => {
    const { lng, lat, name } = at().cast.place
    return { name: name['zh-CN'], address: '', longitude: lng, latitude: lat }
  }
  /** A phone, opened where the options say, that is put down at the end of the test. */
  async function open(options: PhoneOptions = {}, before?: (network: Network) => void): Promise<Held> {
    const { url, storage } = at()
    const held = await hold(
      url,
      {
        storage,
        ...options,
        answers: { chooseMedia: chosen(5), chooseLocation: { success: place() }, ...options.answers },
      },
      before,
    )
    onTestFinished(() => held.phone.kill())
    return held
  }
  /** A phone on the form. */
  async function onForm(options: PhoneOptions = {}, before?: (network: Network) => void): Promise<Held> {
    const leaf = withoutPhoto()
    const held = await open({ path: `appeals/send/index?category=${leaf.code}`, ...options }, before)
    await held.phone.until(() => held.phone.has('button', leaf.name['zh-CN']), 'the form')
    return held
  }
  async function fill({ phone }: Held, text: string): Promise<void> {
    phone.type(words('send.what'), text)
    phone.tap(phone.find('button', words('send.placePick')))
    await phone.until(() => phone.has('button', place().name), 'the place')
  }
  return {
    open,
    onForm,
    fill,
    submit: ({ phone }: Held) => phone.tap(phone.find('button', words('send.submit'))),
    arrived: ({ phone }: Held) => phone.until(() => phone.text().includes(words('sent.thanks')), 'the receipt'),
    place,
  }
}
