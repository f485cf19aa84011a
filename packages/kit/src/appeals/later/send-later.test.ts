import type { Category, SubmitInput } from '@civicgrid/sdk'
import type { OutboxFile } from '@civicgrid/sdk/outbox'
import { describe, expect, it } from 'vitest'
import { blankForm, submission, type SendForm } from '../form.ts'
import { sendLater, type Taken } from './send-later.ts'

const hours = { amount: 4, unit: 'workingHours' } as const
const leaf: Category = {
  code: 'streetLight',
  name: { 'zh-CN': '路灯不亮', en: 'Street light' },
  words: ['路灯'],
  kinds: ['report'],
  limits: { firstContact: hours, result: hours, review: hours },
  photoRequired: false,
  verifyOnSite: false,
  separatePeople: false,
  urgent: false,
}
const place = { lng: 120.3, lat: 33, accuracy: 20, label: '市政府附近', area: '锦棠街道' }
const on = (id: string, token: string | null) => ({ id, preview: '', token, sentAt: token ? 5 : null })

/** What lies in the outbox after it. @param phone what of it is still on the phone */
async function put(photos: ReturnType<typeof on>[], recordings: ReturnType<typeof on>[], phone: readonly string[]) {
  const form: SendForm = { ...blankForm(), text: '北门路灯坏了', category: 'streetLight', place, photos, recordings }
  const taken: Taken = { photos, recordings }
  const added: [SubmitInput, readonly OutboxFile[], string | undefined][] = []
  const outbox = {
    add: (...given: (typeof added)[number]) => {
      added.push(given)
      return Promise.reject(new Error('no more is looked at'))
    },
  }
  const blobs = { get: async (id: string) => (phone.includes(id) ? new Blob([id]) : null) }
  await sendLater(outbox as Parameters<typeof sendLater>[0], blobs, form, leaf, taken, true).catch(() => {})
  const [input, files, key] = added[0] ?? []
  return { form, input, key, files: files?.map(({ field, name, uploaded }) => [field, name, uploaded?.token]) }
}

describe('a form that waits for a network', () => {
  it('takes its photos and its recording along, whether they have been sent or not, under its own key', async () => {
    const { form, input, files, key } = await put([on('a', 't1'), on('b', null)], [on('r', null)], ['a', 'b', 'r'])
    expect(files).toEqual([
      ['photos', 'photo.jpg', 't1'],
      ['photos', 'photo.jpg', undefined],
      ['recordings', 'recording', undefined],
    ])
    expect([input?.photos, input?.recordings, key]).toEqual([[], undefined, form.id])
  })
  it('names what was sent and is no longer on the phone by its token', async () => {
    const { input, files } = await put([on('a', 't1'), on('b', null)], [on('r', 't3')], ['b'])
    expect([input?.photos, input?.recordings, files]).toEqual([['t1'], ['t3'], [['photos', 'photo.jpg', undefined]]])
  })
  it('is as it was tried before where all of it has been sent', async () => {
    const { form, input, files } = await put([on('a', 't1'), on('b', 't2')], [on('r', 't3')], ['b'])
    expect([input, files]).toEqual([submission(form, leaf, ['t1', 't2'], true), []])
    expect(input?.recordings).toEqual(['t3'])
  })
})
