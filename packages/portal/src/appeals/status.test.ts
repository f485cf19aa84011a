import { resident as zh } from '@civicgrid/kit/locales/zh-CN/resident'
import { beforeAll, describe, expect, it } from 'vitest'
import { setCity } from '../platform/boot.ts'
import { setWords } from '../platform/words.ts'
import { promiseLine, statusTone } from './status.ts'

// A Monday in Shanghai: 2026-03-02 10:00.
const now = Date.parse('2026-03-02T02:00:00Z')
const owed = (stage: 'accept' | 'firstContact' | 'result' | 'bounceRuling' | 'review', dueAt: string) => ({
  promise: { stage, dueAt, overdue: Date.parse(dueAt) < now },
  status: 'inProgress',
  allowedActions: ['urge'],
})

describe('what is owed next', () => {
  beforeAll(() => {
    const hotline = { number: '12345', name: {}, hours: {} }
    setCity({
      code: 'x',
      name: {},
      serviceName: {},
      utcOffsetMinutes: 480,
      locales: ['zh-CN'],
      defaultLocale: 'zh-CN',
      hotline,
      emergency: [],
      night: null,
      authorities: null,
      plates: false,
      often: [],
    })
    setWords('zh-CN', zh)
  })
  it('is told as a time, by what it is for', () => {
    expect(promiseLine(owed('firstContact', '2026-03-04T09:00:00Z'), now)).toEqual({
      text: '周三17:00前联系您',
      late: false,
    })
    expect(promiseLine(owed('result', '2026-03-02T09:00:00Z'), now).text).toBe('今天17:00前给您结果')
    expect(promiseLine(owed('bounceRuling', '2026-03-03T02:00:00Z'), now).text).toBe('明天10:00前定下由谁办')
  })
  it('a passed time is not hidden', () => {
    expect(promiseLine(owed('result', '2026-02-27T02:00:00Z'), now)).toEqual({
      text: '已超3天\uff0c您可以催一催',
      late: true,
    })
  })
  it('who has urged today is not told to urge', () => {
    expect(promiseLine({ ...owed('result', '2026-02-27T02:00:00Z'), allowedActions: [] }, now).text).toBe('已超3天')
  })
  it('once there is a result, it is the resident who is waited for', () => {
    expect(promiseLine({ promise: null, status: 'answered', allowedActions: [] }, now).text).toBe(
      '结果已给您\uff0c等您评价',
    )
    expect(promiseLine({ promise: null, status: 'archived', allowedActions: [] }, now).text).toBe('这件事已经办完')
  })
  it('where a city sets no limit nothing is promised, and nothing is called done', () => {
    expect(promiseLine({ promise: null, status: 'submitted', allowedActions: [] }, now).text).toBe('一有进展就告诉您')
  })
  it('a late one is marked whatever its status; a status of a newer server counts as under way', () => {
    expect(statusTone({ status: 'inProgress', overdue: true })).toBe('bad')
    expect(statusTone({ status: 'suspended', overdue: false })).toBe('live')
    expect(statusTone({ status: 'withdrawn', overdue: false })).toBe('')
  })
})
