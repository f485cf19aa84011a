import { expect, test } from 'vitest'
import { cookieName, readCookie, sessionCookie } from './cookies.ts'

test('on https a session cookie can be set by this host alone', () => {
  expect(sessionCookie('resident', true, 'abc', 60_500)).toBe(
    '__Host-civic=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  )
})

test('on a developer’s plain http it has another name, since browsers refuse the prefix there', () => {
  expect(sessionCookie('resident', false, 'abc', 60_000)).toBe('civic=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax')
})

test('portal and desk have a cookie each', () => {
  expect(cookieName('staff', true)).toBe('__Host-civic-desk')
  expect(cookieName('staff', false)).not.toBe(cookieName('resident', false))
})

test('signing out takes the cookie away', () => {
  expect(sessionCookie('staff', false, null, 0)).toContain('civic-desk=; Path=/; Max-Age=0')
})

test('one cookie is found among others, by its whole name', () => {
  const header = 'a=1; civic-desk=desk; civic=one=two; b'
  expect(readCookie(header, 'civic')).toBe('one=two')
  expect(readCookie(header, 'civic-desk')).toBe('desk')
  expect(readCookie(header, 'ivic')).toBeUndefined()
  expect(readCookie(undefined, 'civic')).toBeUndefined()
})
