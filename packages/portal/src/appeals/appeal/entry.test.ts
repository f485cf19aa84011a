import { resident as en } from '@civicgrid/kit/locales/en/resident'
import { resident as zh } from '@civicgrid/kit/locales/zh-CN/resident'
import type { TimelineEntry } from '@civicgrid/sdk'
import { beforeAll, describe, expect, it } from 'vitest'
import { setCity } from '../../platform/boot.ts'
import { setWords } from '../../platform/words.ts'
import { entryWords } from './entry.ts'

const now = Date.parse('2026-03-02T02:00:00Z')
const body = { 'zh-CN': '市城管局', en: 'Urban Management' }
const entry = (type: string, rest: Partial<TimelineEntry> = {}): TimelineEntry => ({
  seq: 1,
  type,
  step: null,
  at: '2026-03-02T01:00:00Z',
  actorRole: null,
  body: null,
  actorName: null,
  text: null,
  photos: [],
  facts: {},
  ...rest,
})

describe('the timeline in words', () => {
  beforeAll(() => {
    setCity({
      code: 'x',
      name: {},
      serviceName: {},
      utcOffsetMinutes: 480,
      locales: ['zh-CN'],
      defaultLocale: 'zh-CN',
      hotline: { number: '12345', name: {}, hours: {} },
      emergency: [],
      night: null,
      authorities: null,
      plates: false,
      often: [],
    })
    setWords('zh-CN', zh)
  })
  it('a dispatch names the body and the time by which a result is owed', () => {
    const told = entryWords(
      entry('dispatched', { actorRole: 'operator', facts: { toBody: body, dueAt: '2026-03-04T09:00:00Z' } }),
      now,
    )
    expect(told).toEqual({ title: '已转给市城管局办理', facts: ['最晚周三17:00前给结果'], by: '受理员' })
  })
  it('a look at the contact details says who looked', () => {
    expect(entryWords(entry('contactViewed', { actorRole: 'handler' }), now)).toMatchObject({
      title: '承办人员查看了您的联系方式',
      by: null,
    })
  })
  it('not being reached is told as such, with the time agreed where there is one', () => {
    expect(
      entryWords(
        entry('contactAttempted', {
          actorRole: 'handler',
          body,
          facts: { contactResult: 'notReached', contactMeans: 'phone' },
        }),
        now,
      ),
    ).toMatchObject({ title: '09:00来电，未接通', facts: [], by: '市城管局 承办人员' })
    expect(
      entryWords(
        entry('contactAttempted', {
          facts: { contactResult: 'agreedTime', contactMeans: 'visit', agreedAt: '2026-03-03T01:00:00Z' },
        }),
        now,
      ).facts,
    ).toEqual(['上门，约好了时间', '约在明天09:00'])
  })
  it("the resident's own events name nobody", () =>
    expect(entryWords(entry('urged', { actorRole: 'resident' }), now).by).toBeNull())
  it('an event of a newer server still shows', () =>
    expect(entryWords(entry('suspended'), now).title).toBe('suspended'))
  it('speaks English too', () => {
    setWords('en', en)
    expect(entryWords(entry('dispatched', { actorRole: 'operator', facts: { toBody: body } }), now)).toEqual({
      title: 'Passed on to Urban Management',
      facts: [],
      by: 'Operator',
    })
    setWords('zh-CN', zh)
  })
})
