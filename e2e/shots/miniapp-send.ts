import { withoutPhoto } from '../appeals/behind.ts'
import { chosen, words } from '../miniapp/phones.ts'
import { city } from '../support/cast.ts'
import { shot } from './miniapp.ts'
import type { Shot } from './resident.ts'

/** The form of an appeal in the mini-program: its questions one by one, its layers, and what a phone may refuse. */
const IN_CHINESE = ['phone', 'phone-dark', 'phone-elder', 'small']
const [longitude, latitude] = city.city.settings.map.centre
const CENTRE = { longitude, latitude }
const ELDER = ['phone-elder']
const FORM = `/appeals/send/index?category=${withoutPhoto().code}`
const button = (name: string) => ({ name, exact: true }) as const
const opened = new RegExp(`${words('send.submit')}|${words('send.next')}`)
const form = (name: string, options: NonNullable<Parameters<typeof shot>[3]>): Shot =>
  shot(
    `send-${name}`,
    () => FORM,
    () => opened,
    { modes: IN_CHINESE, ...options },
  )
/** A layer that a button of the first question opens; elder mode begins there, too. */
const layer = (name: string, opener: string, title: string): Shot =>
  form(name, {
    act: async (seen) => {
      await seen.getByRole('button', button(opener)).click()
      await seen.getByRole('dialog', { name: title }).waitFor()
    },
  })
/** Goes on to the question of this number, answering what cannot be left open. */
const question = (n: number): Shot =>
  form(`question-${n}`, {
    modes: ELDER,
    answers: { chooseLocation: { success: { name: '海棠市人民政府', address: '', ...CENTRE } } },
    act: async (seen) => {
      await seen.locator('textarea').first().fill('小区北门的路灯坏了三天')
      for (let at = 1; at < n; at++) {
        if (at === 4) await seen.getByRole('button', { name: words('send.placePick') }).click()
        if (at === 4) await seen.getByText(words('send.address')).waitFor()
        await seen.getByRole('button', button(words('send.next'))).click()
      }
    },
  })

export const MINIAPP_SEND: readonly Shot[] = [
  layer('voice', words('send.speak'), words('record.title')),
  layer('template', words('send.template'), words('send.templatePick')),
  form('filled', {
    modes: ['phone', 'phone-dark', 'small'],
    answers: { chooseMedia: chosen(3), getLocation: { fail: 'getLocation:fail auth deny' } },
    act: async (seen) => {
      await seen.locator('textarea').first().fill('小区北门的路灯坏了三天，晚上看不见路')
      await seen.getByRole('button', button(words('photo.add'))).click()
      await seen.getByRole('radio', button(words('send.whenOther'))).click()
      await seen.getByRole('button', button(words('place.locate'))).click()
      await seen.getByText(words('mini.locationDenied')).waitFor()
      await seen.getByRole('checkbox', { name: words('send.forOther') }).click()
      await seen.getByRole('button', button(words('send.submit'))).click()
      await seen.getByText(words('BAD_INPUT')).waitFor()
    },
  }),
  form('names', {
    modes: ['phone', 'phone-dark'],
    act: async (seen) => {
      await seen.getByRole('button', button(words('mini.placeByName'))).click()
      await seen
        .getByRole('dialog', { name: words('place.title') })
        .locator('input')
        .fill('海棠')
      await seen.getByRole('dialog').getByText('海棠').first().waitFor()
    },
  }),
  form('privacy', {
    modes: ['phone', 'phone-dark', 'small'],
    privacy: 'unasked',
    act: async (seen) => {
      await seen.getByRole('button', button(words('photo.add'))).click()
      await seen.getByRole('dialog', { name: words('mini.privacyTitle') }).waitFor()
    },
  }),
  ...[2, 3, 4, 5, 6].map(question),
]
