import { CivicError, type ErrorCode } from '@civicgrid/contracts/constants'
import { describe, expect, it } from 'vitest'
import { heldUp, stuck } from './held-up.ts'

const sent = { phase: 'sent', error: null } as const
const failed = (code: ErrorCode) => ({ phase: 'failed', error: new CivicError(code) }) as const

describe('a photo or a recording that was not taken', () => {
  it('for want of a network or of a session is no fault: it waits, and the session goes first', () => {
    expect([stuck([sent]), heldUp([sent])]).toEqual([false, null])
    expect([stuck([sent, failed('NETWORK')]), heldUp([sent, failed('TIMEOUT')])]).toEqual([false, 'network'])
    expect(stuck([failed('UNAUTHENTICATED')])).toBe(false)
    expect(heldUp([failed('NETWORK'), failed('UNAUTHENTICATED')])).toBe('signIn')
  })
  it('for what it is has to be seen to', () => {
    for (const code of ['FILE_DAMAGED', 'FILE_TOO_LARGE'] as const) expect(stuck([sent, failed(code)])).toBe(true)
    expect(stuck([{ phase: 'failed', error: new Error('no code at all') }])).toBe(true)
  })
})
