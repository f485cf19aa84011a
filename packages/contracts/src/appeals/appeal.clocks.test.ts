import { expect, test } from 'vitest'
import { chineseCalendar } from '../clock/chinese-calendar.ts'
import { actorFor } from './appeal.policy.ts'
import { CALENDAR, inHand, PEOPLE } from './appeal.fixtures.ts'
import { decideAppeal } from './appeal.machine.ts'

test('a due time says by which calendar it was computed, and a newer calendar leaves it as it was promised', () => {
  const loop = inHand()
  loop.give(PEOPLE.water, 'requestExtension', { reason: 'parts', days: 1, note: null })
  expect(new Set(loop.state.clocks.map(({ calendar }) => calendar))).toEqual(new Set([CALENDAR.version]))

  // Monday the ninth, on which the result is due, becomes a day off, and so does the day after.
  const newer = chineseCalendar({
    utcOffsetMinutes: 480,
    workingHours: CALENDAR.workingHours,
    overrides: { name: 'newer', holidays: ['2026-03-09', '2026-03-10'], workdays: [] },
  })
  expect(newer.version).not.toBe(CALENDAR.version)
  const actor = actorFor(loop.state, PEOPLE.supervisor, 'ruleExtension', loop.now)
  if (!actor) throw new Error('a supervisor may')
  const context = { ...loop.context, calendar: newer, actor }
  const [granted] = decideAppeal(loop.state, 'ruleExtension', { grant: true, note: null }, context)
  expect(granted?.data).toEqual({ days: 1, dueAt: Date.parse('2026-03-11T09:30:00Z'), calendar: newer.version })
  expect(loop.state.clocks.find(({ stage }) => stage === 'result')?.dueAt).toBe(Date.parse('2026-03-09T09:30:00Z'))
})
