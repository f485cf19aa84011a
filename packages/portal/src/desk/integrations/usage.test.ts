import { expect, it } from 'vitest'
import { usageByDay } from './usage.ts'

it('a day adds up what was answered and what failed, by scope and by status, the newest day first', () => {
  const row = (day: string, scope: string, status: number, calls: number) => ({ day, scope, status, calls })
  const rows = [
    row('2026-03-02', 'city.read', 200, 4),
    row('2026-03-02', 'embed', 200, 9),
    row('2026-03-02', 'embed', 429, 2),
    row('2026-03-03', '', 403, 1),
  ]
  expect(usageByDay(rows)).toEqual([
    { day: '2026-03-03', answered: 0, failed: 1, scopes: [['', 1]], errors: [[403, 1]] },
    {
      day: '2026-03-02',
      answered: 13,
      failed: 2,
      scopes: [
        ['embed', 11],
        ['city.read', 4],
      ],
      errors: [[429, 2]],
    },
  ])
  expect(usageByDay([])).toEqual([])
})
