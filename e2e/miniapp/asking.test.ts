/** All that the form of an appeal asks in the mini-program, and how it helps with the answers. */
import { describe, expect, test } from 'vitest'
import { countOf, withoutPhoto } from '../appeals/behind.ts'
import { city, leaves } from '../support/cast.ts'
import { local } from '../support/words.ts'
import { check, choose, filled, formJourney, onMap, pick, press, reads, sees, submitted } from './send-form.ts'
import { PHOTO, RECORDING, words } from './phones.ts'

const here = formJourney()
const door = city.city.places.find(({ plate }) => plate !== undefined)
const plate = door?.plate ?? ''
const link = (city.city.settings.plates?.prefix ?? '') + plate

test('what the words propose changes with the words until somebody chooses; then it stays', async () => {
  const held = await here.open('')
  const { phone } = held
  const [first, second] = leaves.filter(({ name }) => name['zh-CN'].length > 3)
  if (!first || !second) throw new Error('the city has too few categories')
  phone.type(words('send.what'), `${local(first.name)} ${local(first.name)}`)
  await sees(held, 'button', `${local(first.name)}，${words('send.categoryChange')}，${words('send.categoryProposed')}`)
  phone.type(words('send.what'), `${local(second.name)} ${local(second.name)}`)
  await sees(held, 'button', `${local(second.name)}，${words('send.categoryChange')}`)
  press(held, words('send.categoryChange'))
  await sees(held, 'dialog', words('send.categoryPick'))
  phone.type(words('send.categoryPick'), withoutPhoto().name['zh-CN'])
  await sees(held, 'button', `${withoutPhoto().name['zh-CN']}，`)
  press(held, `${withoutPhoto().name['zh-CN']}，`)
  await phone.until(() => !phone.has('dialog', words('send.categoryPick')), 'that it is chosen')
  phone.type(words('send.what'), `${local(first.name)} ${local(first.name)}`)
  await sees(held, 'button', `${withoutPhoto().name['zh-CN']}，${words('send.categoryChange')}`)
  expect(phone.untold()).toEqual([])
  expect(phone.state().faults).toEqual([])
})

test('a template asks just what is needed and writes the words and the category', async () => {
  const template = city.city.templates[0]
  if (!template) throw new Error('the city has no template')
  const held = await here.open('')
  const { phone } = held
  await sees(held, 'button', words('send.template'))
  press(held, words('send.template'))
  await sees(held, 'button', local(template.name))
  press(held, local(template.name))
  await sees(held, 'button', words('send.templateDone'))
  press(held, words('send.templateDone'))
  await sees(held, 'alert', words('form.fieldNeeded'))
  for (const field of template.fields.filter(({ required }) => required)) {
    const [choice] = field.choices ?? []
    if (choice) choose(held, local(choice.name))
    else if (field.type === 'date') pick(held, local(field.label), '2026-01-05')
    else phone.type(local(field.label), field.type === 'text' ? `写明${field.code}` : '12')
  }
  expect(phone.untold()).toEqual([])
  press(held, words('send.templateDone'))
  await phone.until(() => !phone.has('dialog', local(template.name)), 'the form')
  const leaf = leaves.find(({ code }) => code === template.category)
  await sees(held, 'button', `${local(leaf?.name)}，${words('send.categoryChange')}`)
  expect(phone.state().faults).toEqual([])
})

test('a wish for messages, a day, another person and a place shown coarsely are sent and told back', async () => {
  const held = await here.open()
  const { phone } = held
  phone.type(words('send.what'), '母亲楼下的长椅坏了')
  await onMap(held, local(here.cast().place.name))
  choose(held, words('send.prefer.message'))
  choose(held, words('send.whenOther'))
  await phone.until(() => phone.document.querySelector('wx-picker') !== null, 'the day')
  pick(held, words('mini.day'), '2026-01-05')
  await sees(held, 'button', `${words('mini.day')}，2026-01-05`)
  pick(held, words('mini.clock'), '08:30')
  await sees(held, 'button', `${words('mini.clock')}，08:30`)
  check(held, words('send.community'))
  check(held, words('send.forOther'))
  press(held, words('send.submit'))
  await sees(held, 'alert', words('form.otherNeeded'))
  phone.type(words('send.otherName'), '𠮷'.repeat(20))
  phone.type(words('send.otherRelation'), '母亲')
  expect(phone.untold()).toEqual([])
  const kept = await here.kept(await submitted(held))
  expect(kept).toMatchObject({
    contactPreference: 'message',
    shownPlace: 'community',
    onBehalfOf: { name: '𠮷'.repeat(20), relation: '母亲' },
  })
  expect(new Date(kept.occurredAt ?? 0).toString()).toContain('Mon Jan 05 2026 08:30')
  expect(phone.state().faults).toEqual([])
})

test('what is spoken is heard again, thrown away, spoken anew, and arrives as sound; so does the point as the map gave it', async () => {
  const held = await here.open()
  const { phone, network } = held
  const one = filled('record.audio', { n: 3 })
  phone.type(words('send.what'), '我说给你们听')
  await onMap(held, local(here.cast().place.name))
  async function speak() {
    press(held, words('send.speak'))
    await sees(held, 'button', words('mini.recordStart'))
    press(held, words('mini.recordStart'))
    await sees(held, 'button', words('record.stop'))
    press(held, words('record.stop'))
    await reads(held, filled('record.kept', { n: 3 }))
    press(held, words('record.done'))
    await sees(held, 'button', filled('record.play', { what: one }))
  }
  await speak()
  press(held, filled('record.play', { what: one }))
  await sees(held, 'button', words('mini.stopPlaying'))
  phone.fire('InnerAudioContext.onEnded')
  await sees(held, 'button', filled('record.play', { what: one }))
  press(held, filled('record.remove', { what: one }))
  await phone.until(() => !phone.has('button', filled('record.remove', { what: one })), 'that it is gone')
  await speak()
  expect(phone.untold()).toEqual([])
  const kept = await here.kept(await submitted(held))
  expect(kept.recordings.map(({ mime }) => mime)).toEqual(['audio/mp4'])
  const sent = phone.state().calls.findLast(({ option }) => JSON.stringify(option)?.includes('appeals.submit'))
  expect(JSON.stringify(sent)).toContain('GCJ-02')
  expect(network.seen.filter(({ url }) => url.endsWith('/api/files')).length).toBe(2)
  const start = phone.state().calls.find(({ name }) => name === 'RecorderManager.start')
  expect(start?.option).toMatchObject({ format: 'mp3', duration: 60_000 })
  expect(phone.state().faults).toEqual([])
})

test('a film goes with it, is looked at before, and can be taken out; of more than one photo each can be looked at', async () => {
  const film = { tempFilePath: RECORDING, size: 900, duration: 8.2, fileType: 'video', thumbTempFilePath: PHOTO }
  const held = await here.open(undefined, { answers: { previewMedia: { success: {} } } })
  const { phone } = held
  phone.answer('chooseMedia', { success: { type: 'video', tempFiles: [film] } }, true)
  press(held, words('send.film'))
  const eight = filled('record.video', { n: 8 })
  await sees(held, 'button', filled('record.play', { what: eight }))
  press(held, filled('record.play', { what: eight }))
  await phone.until(() => phone.state().calls.some(({ name }) => name === 'previewMedia'), 'the film')
  press(held, filled('record.remove', { what: eight }))
  await phone.until(() => !phone.has('button', filled('record.remove', { what: eight })), 'that it is gone')
  press(held, words('photo.add'))
  await sees(held, 'img', filled('photo.view', { n: 1 }))
  phone.tap(phone.find('img', filled('photo.view', { n: 1 })))
  await phone.until(() => phone.state().calls.some(({ name }) => name === 'previewImage'), 'the photo')
  expect(phone.state().faults).toEqual([])
})

describe.runIf(door)('the door plate', () => {
  test('scanned, typed, or read by WeChat itself, says where', async () => {
    const held = await here.open()
    const { phone } = held
    phone.answer('scanCode', { success: { result: 'https://x.example/', scanType: 'QR_CODE' } }, true)
    await sees(held, 'button', words('place.plate'))
    press(held, words('place.plate'))
    await sees(held, 'alert', words('place.plateUnknown'))
    phone.answer('scanCode', { success: { result: link, scanType: 'QR_CODE' } }, true)
    press(held, words('place.plate'))
    await sees(held, 'button', `${local(door?.name)}，`)
    expect(phone.has('alert', words('place.plateUnknown'))).toBe(false)

    const typed = await here.open()
    await sees(typed, 'button', words('mini.plateTyped'))
    press(typed, words('mini.plateTyped'))
    await sees(typed, 'dialog', words('place.plateTitle'))
    typed.phone.type(words('place.plateCode'), plate.toLowerCase())
    await typed.phone.until(() => !typed.phone.find('button', words('place.plateFind')).hasAttribute('data-off'), 'it')
    press(typed, words('place.plateFind'))
    await sees(typed, 'button', `${local(door?.name)}，`)

    const scanned = await here.open(`?q=${encodeURIComponent(encodeURIComponent(link))}`)
    await sees(scanned, 'button', `${local(door?.name)}，`)
    for (const each of [held, typed, scanned]) expect(each.phone.state().faults).toEqual([])
  })
})

test('in elder mode one question comes at a time, nothing is skipped, and a last look leads back to each', async () => {
  const held = await here.open('', { storage: { 'civic-prefs': JSON.stringify({ elder: true }) } })
  const { phone } = held
  const text = '大字版里一题一题地问，长椅坏了'
  await reads(held, filled('send.step', { n: 1, all: 5 }))
  press(held, words('send.next'))
  await sees(held, 'alert', words('form.textNeeded'))
  phone.type(words('send.what'), text)
  press(held, words('send.next'))
  await reads(held, filled('send.step', { n: 2, all: 5 }))
  // The words may have proposed one.
  press(held, words(phone.has('button', words('send.categoryPick')) ? 'send.categoryPick' : 'send.categoryChange'))
  await sees(held, 'dialog', words('send.categoryPick'))
  phone.type(words('send.categoryPick'), withoutPhoto().name['zh-CN'])
  await sees(held, 'button', `${withoutPhoto().name['zh-CN']}，`)
  press(held, `${withoutPhoto().name['zh-CN']}，`)
  await phone.until(() => !phone.has('dialog', words('send.categoryPick')), 'that it is chosen')
  press(held, words('send.next'))
  await reads(held, filled('send.step', { n: 3, all: 5 }))
  press(held, words('send.next'))
  await reads(held, filled('send.step', { n: 4, all: 5 }))
  press(held, words('send.previous'))
  await reads(held, filled('send.step', { n: 3, all: 5 }))
  // Whoever leaves and comes back is where they were.
  phone.open('/appeals/send/index')
  await reads(held, words('send.draftBack'))
  expect(phone.text()).toContain(filled('send.step', { n: 3, all: 5 }))
  phone.back()
  await reads(held, filled('send.step', { n: 3, all: 5 }))
  press(held, words('send.next'))
  await sees(held, 'button', words('send.placePick'))
  await onMap(held, local(here.cast().place.name))
  press(held, words('send.next'))
  await reads(held, filled('send.step', { n: 5, all: 5 }))
  press(held, words('send.next'))
  await sees(held, 'button', `${words('send.what')}，`)
  press(held, `${words('send.what')}，`)
  await reads(held, filled('send.step', { n: 1, all: 5 }))
  for (let n = 2; n <= 5; n++) {
    press(held, words('send.next'))
    await reads(held, filled('send.step', { n, all: 5 }))
  }
  press(held, words('send.next'))
  await sees(held, 'button', words('send.submit'))
  expect(phone.untold()).toEqual([])
  await submitted(held)
  expect(await countOf(here.url(), here.resident(), text)).toBe(1)
  expect(phone.state().faults).toEqual([])
})
