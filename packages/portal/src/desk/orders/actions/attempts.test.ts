import { describe, expect, it } from 'vitest'
import { createAttempts } from './attempts.ts'

function counted() {
  let n = 0
  return createAttempts(() => `key-${++n}`)
}

describe('idempotency keys of a form', () => {
  it('the same words sent again carry the same key', () => {
    const attempts = counted()
    expect(attempts.keyFor({ text: 'done', expectedVersion: 3 })).toBe('key-1')
    expect(attempts.keyFor({ text: 'done', expectedVersion: 3 })).toBe('key-1')
  })
  it('changed words get another key, and so does a newer version of the order', () => {
    const attempts = counted()
    attempts.keyFor({ text: 'done', expectedVersion: 3 })
    expect(attempts.keyFor({ text: 'done!', expectedVersion: 3 })).toBe('key-2')
    expect(attempts.keyFor({ text: 'done!', expectedVersion: 4 })).toBe('key-3')
  })
  it('after success the same words are a new command', () => {
    const attempts = counted()
    attempts.keyFor({ text: 'not reached' })
    attempts.done()
    expect(attempts.keyFor({ text: 'not reached' })).toBe('key-2')
  })
})
