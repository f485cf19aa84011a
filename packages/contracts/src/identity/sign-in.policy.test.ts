import { expect, test } from 'vitest'
import { FREE_TRIES, lockFor, passwordProblem } from './sign-in.policy.ts'

test.each([
  ['短了', 'tooSmall'],
  ['123456789012', 'common'],
  ['Password123!', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['wangjg-20261122', 'name'],
  ['x'.repeat(129), 'tooBig'],
  ['梧桐树下的第三盏灯亮', null],
  ['correct horse battery', null],
])('"%s" is %s', (password, problem) => expect(passwordProblem(password, 'WangJG')).toBe(problem))

test('a wait doubles from half a minute to a quarter of an hour, and no further', () => {
  const waits = Array.from({ length: 9 }, (_, i) => lockFor(FREE_TRIES + i, FREE_TRIES) / 1000)
  expect(waits).toEqual([0, 30, 60, 120, 240, 480, 900, 900, 900])
  expect(lockFor(10_000, FREE_TRIES)).toBe(900_000)
})
