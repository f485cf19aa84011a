import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVENT_STEPS } from '../appeals/appeal.steps.ts'
import { WEBHOOK_APPEAL_EVENTS } from './webhook.constants.ts'
import { decideWebhook, evolveWebhook, NO_ENDPOINT, type EndpointState } from './webhook.machine.ts'
import { mayWebhook, wantsType, webhookActions } from './webhook.policy.ts'
import {
  failsForLong,
  healthAfter,
  HEALTHY,
  LANE_WIDTH,
  laneWidth,
  nextTryAt,
  PAUSE_AFTER_MS,
  PAUSE_AFTER_TRIES,
  restAfter,
  RETRY_AFTER_MAX_MS,
  RETRY_AFTER_MS,
  SECRET_OVERLAP_MS,
} from './webhook.schedule.policy.ts'

const NOW = Date.UTC(2026, 2, 2, 1)
const DAY = 86_400_000
const SYSTEM = { kind: 'system', id: null, role: null }

function after(state: EndpointState, name: Parameters<typeof decideWebhook>[1], input: object, now = NOW) {
  return decideWebhook(state, name, input as never, { now }).reduce(
    (next, { type, data }) => evolveWebhook(next, { type, data, seq: next.version + 1, at: now, actor: SYSTEM }),
    state,
  )
}
const added = after(NO_ENDPOINT, 'add', { host: 'a.example', types: [], scheme: 'hmac' })

describe('retries', () => {
  test('go on for almost three days, and no longer', () => {
    const all = RETRY_AFTER_MS.reduce((sum, one) => sum + one, 0)
    expect(all).toBeLessThan(3 * DAY)
    expect(all).toBeGreaterThan(2.9 * DAY)
    expect(nextTryAt(RETRY_AFTER_MS.length + 1, NOW, 0)).toBeNull()
  })
  test('come up to a fifth earlier than the longest, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: RETRY_AFTER_MS.length }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, dice) => {
          const wait = (nextTryAt(tries, NOW, dice) ?? 0) - NOW
          const longest = RETRY_AFTER_MS[tries - 1] ?? 0
          expect(wait).toBeLessThanOrEqual(longest)
          expect(wait).toBeGreaterThanOrEqual(0.8 * longest - 1)
        },
      ),
    )
  })
  test('come later where the endpoint asks for it, and never by more than two hours', () => {
    expect(nextTryAt(1, NOW, 0, 60_000)).toBe(NOW + 60_000)
    expect(nextTryAt(1, NOW, 0, 100 * DAY)).toBe(NOW + RETRY_AFTER_MAX_MS)
    expect(nextTryAt(6, NOW, 0, 1_000)).toBe(NOW + (RETRY_AFTER_MS[5] ?? 0))
  })
})

describe('an endpoint that fails', () => {
  test('gets one delivery at a time, and all of them again with the first success', () => {
    const failing = healthAfter(HEALTHY, false, NOW)
    expect([laneWidth(HEALTHY), laneWidth(failing), laneWidth(healthAfter(failing, true, NOW))]).toEqual([
      LANE_WIDTH,
      1,
      LANE_WIDTH,
    ])
  })
  test('is left in peace after three failures, each time for longer, at most for a minute', () => {
    const rests = Array.from({ length: 14 }, (_, i) => restAfter({ fails: i, failingSince: NOW }))
    expect(rests.slice(0, 6)).toEqual([0, 0, 0, 500, 1_000, 2_000])
    expect(rests.at(-1)).toBe(60_000)
  })
  test('is paused after a day in which every one of at least ten tries failed', () => {
    let health = HEALTHY
    for (let i = 0; i < PAUSE_AFTER_TRIES; i += 1) health = healthAfter(health, false, NOW + i)
    expect(failsForLong(health, NOW + PAUSE_AFTER_MS - 1)).toBe(false)
    expect(failsForLong(health, NOW + PAUSE_AFTER_MS)).toBe(true)
    expect(failsForLong({ ...health, fails: PAUSE_AFTER_TRIES - 1 }, NOW + PAUSE_AFTER_MS)).toBe(false)
    expect(failsForLong(healthAfter(health, true, NOW), NOW + 9 * DAY)).toBe(false)
  })
})

describe('the life of an endpoint', () => {
  test('adds up from its events: paused with the reason, resumed, closed for good', () => {
    const paused = after(added, 'pause', { why: 'failing' }, NOW + 5)
    expect(paused).toMatchObject({ status: 'paused', pausedFor: 'failing', pausedAt: NOW + 5, version: 2 })
    expect(after(paused, 'resume', {})).toMatchObject({ status: 'active', pausedFor: null, pausedAt: null })
    const closed = after(paused, 'close', {})
    expect(closed.status).toBe('closed')
    for (const name of ['change', 'rotate', 'pause', 'resume', 'test', 'replay', 'close'] as const)
      expect(() => after(closed, name, { why: 'asked', types: [], host: '', scheme: 'hmac', count: 1 })).toThrow(
        'WRONG_STATE',
      )
  })
  test('two secrets sign for a day, and a third one has to wait for its end', () => {
    const rotated = after(added, 'rotate', { scheme: 'ed25519' })
    expect(rotated).toMatchObject({ scheme: 'ed25519', overlapUntil: NOW + SECRET_OVERLAP_MS })
    expect(() => after(rotated, 'rotate', { scheme: 'hmac' }, NOW + SECRET_OVERLAP_MS - 1)).toThrow('NOT_ALLOWED_NOW')
    expect(after(rotated, 'rotate', { scheme: 'hmac' }, NOW + SECRET_OVERLAP_MS).scheme).toBe('hmac')
  })
  test('an administrator may stop it, and never have it send anywhere', () => {
    expect(webhookActions(added, 'administrator', { now: NOW })).toEqual(['pause', 'close'])
    expect(webhookActions(added, 'engineer', { now: NOW })).toEqual([
      'change',
      'rotate',
      'pause',
      'test',
      'replay',
      'close',
    ])
    expect(mayWebhook('administrator', 'add')).toBe(false)
  })
})

test('what is told of an appeal is what its resident may see, and nothing of looks at a contact or of pressure', () => {
  for (const type of WEBHOOK_APPEAL_EVENTS) expect(['public', 'parties']).toContain(EVENT_STEPS[type].visibility)
  const told: readonly string[] = WEBHOOK_APPEAL_EVENTS
  for (const type of ['contactViewed', 'contactAttempted', 'pressureReported', 'feedbackGiven', 'adopted'])
    expect(told).not.toContain(type)
})
test('an endpoint that chose nothing is told everything', () => {
  expect([wantsType([], 'appeal.rated'), wantsType(['appeal.accepted'], 'appeal.rated')]).toEqual([true, false])
})
