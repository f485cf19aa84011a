import { CivicError } from '@civicgrid/contracts'
import { z } from 'zod'
import type { MovableClock } from '../kernel/index.ts'
import { isLoopback } from './address.ts'
import { withCappedBody } from './body.ts'
import type { Route } from './request.ts'

const input = z.union([z.strictObject({ advanceMs: z.int() }), z.strictObject({ now: z.iso.datetime() })])

/** `POST /test/clock` with `{advanceMs}` or `{now}` (ISO UTC), from this machine alone, where the environment is a test. */
export function testClockRoute(clock: MovableClock): Route {
  return async ({ path, method, request, incoming }) => {
    if (path !== '/test/clock' || method !== 'POST' || !isLoopback(incoming)) return undefined
    const body = await (await withCappedBody(request, 1024)).json().catch(() => undefined)
    const parsed = input.safeParse(body)
    if (!parsed.success) throw new CivicError('BAD_INPUT', { message: '{advanceMs} or {now}' })
    if ('now' in parsed.data) clock.set(Date.parse(parsed.data.now))
    else clock.advance(parsed.data.advanceMs)
    return { route: 'test-clock', response: Response.json({ now: new Date(clock.now()).toISOString() }) }
  }
}
