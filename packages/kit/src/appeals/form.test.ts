import type { Category } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { blankForm, problemsOf, submission, usualKind, type SendForm } from './form.ts'

const hours = { amount: 4, unit: 'workingHours' } as const
const leaf: Category = {
  code: 'streetLight',
  name: { 'zh-CN': '路灯不亮', en: 'Street light' },
  words: ['路灯'],
  kinds: ['consult', 'report'],
  limits: { firstContact: hours, result: hours, review: hours },
  photoRequired: true,
  verifyOnSite: false,
  separatePeople: false,
  urgent: false,
}
const known = { leaf, hasPhone: true, photosFailed: false }
const place = { lng: 120.3, lat: 33, accuracy: 20, label: '市政府附近', area: '锦棠街道' }
const full = (): SendForm => ({
  ...blankForm(),
  text: '北门路灯坏了',
  category: 'streetLight',
  place,
  photos: [{ id: 'a', preview: '', token: 't', sentAt: 1 }],
})

describe('the form of an appeal', () => {
  it('tells what is open, question by question', () => {
    expect(problemsOf(blankForm(), { ...known, leaf: null, hasPhone: false })).toEqual({
      what: 'form.textNeeded',
      category: 'form.categoryNeeded',
      place: 'form.placeNeeded',
      contact: 'form.phoneNeeded',
    })
    expect(problemsOf(full(), known)).toEqual({})
  })
  it('a category may demand a photo', () => {
    expect(problemsOf({ ...full(), photos: [] }, known)).toEqual({ photos: 'form.photoNeeded' })
    expect(problemsOf({ ...full(), photos: [] }, { ...known, leaf: { ...leaf, photoRequired: false } })).toEqual({})
  })
  it('another number than the known one must be a number', () => {
    expect(problemsOf({ ...full(), otherPhone: true, phone: '123' }, known)).toEqual({ contact: 'form.phone' })
  })
  it('what is usually more than a question is not sent as one', () => {
    expect(usualKind(leaf)).toBe('report')
    expect(usualKind({ ...leaf, kinds: ['consult'] })).toBe('consult')
  })
  it('a kind that the category does not take is not sent', () => {
    expect(submission({ ...full(), kind: 'praise' }, leaf, ['t'], true).kind).toBe('report')
  })
  it('the words of the place go along, the known number does not', () => {
    expect(submission(full(), leaf, ['t'], true)).toEqual({
      kind: 'report',
      category: 'streetLight',
      text: '北门路灯坏了',
      place: { point: { lng: 120.3, lat: 33, crs: 'WGS-84', accuracy: 20 }, address: '市政府附近' },
      photos: ['t'],
      anonymous: false,
      consent: false,
    })
    expect(
      submission({ ...full(), otherPhone: true, phone: '138 1234 5678', name: ' 李女士 ' }, leaf, [], true).contact,
    ).toEqual({ name: '李女士', phone: '13812345678' })
  })
  it('a place of a Chinese map says what its numbers refer to', () => {
    const chosen = { ...full(), place: { ...place, crs: 'GCJ-02' as const } }
    expect(submission(chosen, leaf, [], true).place).toMatchObject({ point: { lng: 120.3, lat: 33, crs: 'GCJ-02' } })
  })
  it('by an authority no name is asked for, and none goes along; without one the name is needed', () => {
    const authority = { ref: 'a'.repeat(22), name: '沈桂珍' }
    const by = { ...full(), forOther: true, otherName: '沈桂珍', authority }
    expect(problemsOf({ ...by, otherName: '' }, known)).toEqual({})
    const sent = submission(by, leaf, ['t'], true)
    expect(sent.authority).toBe(authority.ref)
    expect(sent.onBehalfOf).toBeUndefined()
    expect(submission({ ...by, forOther: false }, leaf, ['t'], true).authority).toBeUndefined()
    expect(problemsOf({ ...by, authority: null, otherName: '' }, known)).toEqual({ contact: 'form.otherNeeded' })
  })
})
