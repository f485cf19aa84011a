import { expect, test } from 'vitest'
import { lastLine, secondTries, table } from './report.ts'

const results = [
  { name: 'unit', passed: 120, failed: 0, seconds: 9.96, words: '' },
  { name: 'journeys-sqlite', passed: 58, failed: 2, seconds: 300, words: '' },
]

test('each stage stands with its time, and the last line counts all of them', () => {
  expect(table(results, 301.04).trim().split('\n')).toEqual([
    'stage            passed  failed   seconds',
    'unit                120       0      10.0',
    'journeys-sqlite      58       2     300.0',
    'in all                              301.0',
  ])
  expect(lastLine(results)).toBe('178 passed, 2 failed')
})

test('what held only at the second try is named, a line each; nothing is said where there is none', () => {
  const again = ['e2e/a.test.ts «one»', 'e2e/b.test.ts «two»']
  expect(secondTries(results.map((result) => (result.name === 'unit' ? result : { ...result, again })))).toBe(
    'only at the second try: journeys-sqlite e2e/a.test.ts «one»\nonly at the second try: journeys-sqlite e2e/b.test.ts «two»\n',
  )
  expect(secondTries(results)).toBe('')
})
