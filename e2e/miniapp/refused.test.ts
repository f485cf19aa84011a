/** What a phone may refuse: each is told in a sentence, can be allowed later, and there is another way on. */
import { expect, test } from 'vitest'
import { as } from '../support/cast.ts'
import { local } from '../support/words.ts'
import { filled, formJourney, onMap, press, reads, sees, submitted } from './send-form.ts'
import { words } from './phones.ts'

const here = formJourney()
const allowed = (scope: string) => ({ success: { authSetting: { [scope]: true } } })

test('without its location a place is found by its name and can be kept; once allowed, the phone says where it is', async () => {
  const held = await here.open(undefined, { answers: { getLocation: { fail: 'getLocation:fail auth deny' } } })
  const { phone } = held
  const { name } = here.cast().place
  press(held, words('place.locate'))
  await sees(held, 'alert', words('mini.locationDenied'))
  await reads(held, words('mini.withoutLocation'))
  press(held, words('mini.placeByName'))
  await sees(held, 'dialog', words('place.title'))
  phone.type(words('place.search'), local(name))
  await sees(held, 'button', `${local(name)}，`)
  press(held, `${local(name)}，`)
  await phone.until(() => !phone.has('dialog', words('place.title')), 'that it is chosen')
  press(held, words('mini.placeByName'))
  await sees(held, 'button', words('place.save'))
  press(held, words('place.save'))
  await phone.until(
    () => phone.document.querySelector(`[aria-label="${words('place.saveLabel')}"]`) !== null,
    'its name',
  )
  phone.type(words('place.saveLabel'), '店里')
  await phone.until(() => !phone.find('button', words('app.confirm')).hasAttribute('data-off'), 'that it may be kept')
  press(held, words('app.confirm'))
  await sees(held, 'button', '店里，')
  expect((await as(here.url(), here.resident()).places.list()).map(({ label }) => label)).toContain('店里')
  press(held, '店里，')
  await phone.until(() => !phone.has('dialog', words('place.title')), 'the form')

  phone.answer('openSetting', allowed('scope.userLocation'), true)
  const [longitude, latitude] = here.spot()
  phone.answer('getLocation', { success: { longitude, latitude, accuracy: 30 } })
  press(held, words('mini.openSettings'))
  await phone.until(() => !phone.has('alert', words('mini.locationDenied')), 'that it is allowed')
  press(held, words('place.locate'))
  await phone.until(() => phone.state().calls.some(({ name: call }) => call === 'getLocation'), 'that it is asked')
  phone.type(words('send.what'), '定位允许以后，井盖缺损')
  await sees(held, 'button', filled('place.nearby', { area: local(name) }))
  const { code } = { code: await submitted(held) }
  expect((await here.kept(code)).place).toBeDefined()
  const asked = phone.state().calls.filter(({ name: call }) => call === 'getLocation')
  expect(asked.at(-1)?.option).toMatchObject({ type: 'gcj02' })
  expect(phone.state().faults).toEqual([])
})

test('who is far away is told so, and nothing is chosen', async () => {
  const held = await here.open(undefined, {
    answers: { getLocation: { success: { longitude: 87.6, latitude: 43.8, accuracy: 30 } } },
  })
  press(held, words('place.locate'))
  await sees(held, 'alert', words('mini.locateFar').split('{')[0] ?? '')
  expect(held.phone.has('button', words('send.placePick'))).toBe(true)
  held.phone.answer('getLocation', { fail: 'getLocation:fail:ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF' })
  press(held, words('place.locate'))
  await sees(held, 'alert', words('mini.locateFailed'))
  expect(held.phone.state().faults).toEqual([])
})

test('without the microphone one writes; once allowed in settings, speech is recorded', async () => {
  const held = await here.open(undefined, { scopes: { 'scope.record': false } })
  const { phone } = held
  press(held, words('send.speak'))
  await sees(held, 'button', words('mini.recordStart'))
  press(held, words('mini.recordStart'))
  await sees(held, 'alert', words('mini.recordDenied'))
  await reads(held, words('mini.withoutVoice'))
  phone.answer('openSetting', allowed('scope.record'), true)
  press(held, words('mini.openSettings'))
  await phone.until(() => !phone.has('alert', words('mini.recordDenied')), 'that it is allowed')
  press(held, words('mini.recordStart'))
  await sees(held, 'button', words('record.stop'))
  press(held, words('record.stop'))
  await reads(held, filled('record.kept', { n: 3 }))
  expect(phone.untold()).toEqual([])
  expect(phone.state().faults).toEqual([])
})

test('without camera and album it is sent in words; where the phone itself forbids them, its own settings open', async () => {
  const held = await here.open(undefined, { answers: { chooseMedia: { fail: 'chooseMedia:fail:auth denied' } } })
  const { phone } = held
  press(held, words('photo.add'))
  await sees(held, 'alert', words('mini.albumDenied'))
  await reads(held, words('mini.withoutPhoto'))
  phone.answer('chooseMedia', { fail: 'chooseMedia:fail system permission denied' })
  press(held, words('photo.add'))
  await sees(held, 'button', words('mini.openPhoneSettings'))
  phone.answer('openAppAuthorizeSetting', { success: {} })
  press(held, words('mini.openPhoneSettings'))
  await phone.until(() => !phone.has('alert', words('mini.albumDenied')), 'that another try may be made')
  phone.answer('scanCode', { fail: 'scanCode:fail:auth denied' })
  if (phone.has('button', words('place.plate'))) {
    press(held, words('place.plate'))
    await sees(held, 'alert', words('mini.cameraDenied'))
    await reads(held, words('mini.withoutCamera'))
  }
  phone.type(words('send.what'), '没有照片也能说清楚，长椅坏了')
  await onMap(held, local(here.cast().place.name))
  expect((await here.kept(await submitted(held))).photos).toEqual([])
  expect(phone.state().faults).toEqual([])
})

test('before the first private call it is said what for; after a no the next tap asks again, after a yes nothing does', async () => {
  const held = await here.open(undefined, { privacy: 'unasked' })
  const { phone } = held
  press(held, words('photo.add'))
  await sees(held, 'dialog', words('mini.privacyTitle'))
  expect(phone.untold()).toEqual([])
  press(held, words('mini.privacyNo'))
  await sees(held, 'alert', words('mini.unagreed'))
  expect(phone.has('img', '1')).toBe(false)
  press(held, words('photo.add'))
  await sees(held, 'dialog', words('mini.privacyTitle'))
  press(held, words('mini.privacyYes'))
  await sees(held, 'img', filled('photo.view', { n: 1 }))
  expect(phone.has('alert', words('mini.unagreed'))).toBe(false)
  await onMap(held, local(here.cast().place.name))
  expect(phone.has('dialog', words('mini.privacyTitle'))).toBe(false)
  expect(phone.state().faults).toEqual([])
})

test('an appeal that went, its answer lost and its words changed since, is not sent twice', async () => {
  const held = await here.open()
  const { phone, network } = held
  phone.type(words('send.what'), '回执丢了以后又改了字，路面坑洼')
  await onMap(held, local(here.cast().place.name))
  // It got through; what stands between says that it did not.
  network.rewrite = (url, answer) =>
    url.includes('appeals.submit') ? { ...answer, statusCode: 500, data: '' } : answer
  press(held, words('send.submit'))
  await sees(held, 'alert', words('INTERNAL'))
  await phone.until(() => !phone.find('button', words('send.submit')).hasAttribute('data-off'), 'that it failed')
  network.rewrite = null
  phone.type(words('send.what'), '回执丢了以后又改了字，路面坑洼，很深')
  press(held, words('send.submit'))
  await reads(held, words('send.already'))
  press(held, words('send.alreadyNew'))
  await phone.until(() => !phone.text().includes(words('send.already')), 'an empty form')
  const { items } = await as(here.url(), here.resident()).appeals.mine().page()
  expect(items.filter(({ excerpt }) => excerpt.startsWith('回执丢了以后'))).toHaveLength(1)
  expect(phone.state().faults).toEqual([])
})
