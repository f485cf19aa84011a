import { describe, expect, it } from 'vitest'
import { clockResult, dueTone } from './due.ts'

const SHANGHAI = 480
/** Tuesday 10:00 in Shanghai. */
const now = Date.parse('2026-03-03T02:00:00Z')

describe('how pressing a due time is', () => {
  it('a passed time is late, be it by a second', () =>
    expect(dueTone('2026-03-03T01:59:59Z', now, SHANGHAI)).toBe('late'))
  it('four hours ahead is soon', () => expect(dueTone('2026-03-03T06:00:00Z', now, SHANGHAI)).toBe('soon'))
  it('later on the same day is today', () => expect(dueTone('2026-03-03T09:00:00Z', now, SHANGHAI)).toBe('today'))
  it('today is the calendar day of the city: past its midnight is later', () => {
    expect(dueTone('2026-03-03T15:59:00Z', now, SHANGHAI)).toBe('today')
    expect(dueTone('2026-03-03T16:00:00Z', now, SHANGHAI)).toBe('later')
  })
  it('just after midnight is soon, not later', () => {
    expect(dueTone('2026-03-03T16:30:00Z', Date.parse('2026-03-03T15:00:00Z'), SHANGHAI)).toBe('soon')
  })
})

describe('how a clock did', () => {
  it('a running one has no result', () =>
    expect(clockResult({ dueAt: '2026-03-03T02:00:00Z', doneAt: null })).toBeNull())
  it('done on the very instant is in time', () => {
    expect(clockResult({ dueAt: '2026-03-03T02:00:00Z', doneAt: '2026-03-03T02:00:00Z' })).toBe('inTime')
  })
  it('done after is late', () => {
    expect(clockResult({ dueAt: '2026-03-03T02:00:00Z', doneAt: '2026-03-03T02:00:01Z' })).toBe('late')
  })
})
