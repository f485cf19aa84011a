import { CivicError } from '@civicgrid/contracts'
import { z } from 'zod'
import { isLoopback } from './address.ts'
import { withCappedBody } from './body.ts'
import type { Route } from './request.ts'

const input = z.union([z.strictObject({ advanceMs: z.int() }), z.strictObject({ now: z.iso.datetime() })])

/** A clock that tests move; see `createTestClock`. */
export interface MovableClock {
  now(): number
  moveTo(now: number): void
}

/** `POST /test/clock` with `{advanceMs}` or `{now}` (ISO UTC), from this machine alone, where the environment is a test. */
export function testClockRoute(clock: MovableClock): Route {
  return async ({ path, method, request, incoming }) => {
    if (path !== '/test/clock' || method !== 'POST' || !isLoopback(incoming)) return undefined
    const body = await (await withCappedBody(request, 1024)).json().catch(() => undefined)
    const parsed = input.safeParse(body)
    if (!parsed.success) throw new CivicError('BAD_INPUT', { message: '{advanceMs} or {now}' })
    clock.moveTo('now' in parsed.data ? Date.parse(parsed.data.now) : clock.now() + parsed.data.advanceMs)
    return { route: 'test-clock', response: Response.json({ now: new Date(clock.now()).toISOString() }) }
  }
}
