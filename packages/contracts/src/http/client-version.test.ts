import { expect, test } from 'vitest'
import { isTooOld } from './client-version.ts'

test.each([
  ['portal/0.9.9', true],
  ['portal/0.10.0', true],
  ['portal/1.2.2', true],
  ['portal/1.2.3', false],
  ['portal/1.10.0', false],
  ['my-own.app/2.0.0', false],
])('where 1.2.3 is the oldest, %s is too old: %s', (header, old) => {
  expect(isTooOld(header, '1.2.3')).toBe(old)
})

test.each([null, undefined, '', 'curl', 'portal/1', 'portal/1.2.3-beta', 'x'.repeat(41) + '/0.0.1'])(
  'what cannot be read (%s) is not old',
  (header) => {
    expect(isTooOld(header, '1.2.3')).toBe(false)
  },
)
