import type { QuickPhone } from '@civicgrid/miniapp-harness'
import { withoutPhoto } from '../appeals/behind.ts'
import type { Cast } from '../support/cast.ts'
import { words } from './phones.ts'

const press = (phone: QuickPhone, name: string) => phone.tap(phone.find('button', name))
const seen = (phone: QuickPhone, text: string) => phone.until(() => phone.text().includes(text), text)
const button = (phone: QuickPhone, name: string) => phone.until(() => phone.has('button', name), name)

/** Sends an appeal by the authority that somebody of this name has given. */
export async function sendFor(phone: QuickPhone, cast: Cast, name: string, text: string): Promise<void> {
  const { lng, lat, name: place } = cast.place
  phone.answer('chooseLocation', { success: { name: place['zh-CN'], address: '', longitude: lng, latitude: lat } })
  phone.open(`/appeals/send/index?category=${withoutPhoto().code}`)
  await phone.until(() => phone.has('button', withoutPhoto().name['zh-CN']), 'the form')
  phone.type(words('send.what'), text)
  press(phone, words('send.placePick'))
  await button(phone, place['zh-CN'])
  phone.tap(phone.find('checkbox', words('send.forOther')))
  await button(phone, words('send.authorised'))
  press(phone, words('send.authorised'))
  await button(phone, name)
  press(phone, name)
  await button(phone, words('send.authorisedFor').replace('{name}', name))
  press(phone, words('send.submit'))
  await seen(phone, words('sent.thanks'))
}
