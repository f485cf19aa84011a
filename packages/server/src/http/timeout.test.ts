import { expect, test } from 'vitest'
import { within } from './timeout.ts'

test('work that takes too long is answered with TIMEOUT, which may be tried again', async () => {
  await expect(within(10, new Promise(() => {}))).rejects.toMatchObject({
    code: 'TIMEOUT',
    status: 504,
    retryable: true,
  })
})

test('work in time is answered as it is, also when it fails', async () => {
  expect(await within(1000, Promise.resolve('done'))).toBe('done')
  await expect(within(1000, Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
