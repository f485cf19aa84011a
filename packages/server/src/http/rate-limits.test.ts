import { expect, test } from 'vitest'
import type { Actor } from '@civicgrid/contracts'
import { createRateLimits, RATE_LIMITS } from './rate-limits.ts'

const resident = (id: number): Actor => ({ kind: 'resident', id, jurisdiction: '/x' })
const guest: Actor = { kind: 'guest' }
const table = { ...RATE_LIMITS, command: { seconds: 60, resident: 2, staff: 50, guest: 1, address: 6 } }
const limited = { code: 'RATE_LIMITED', retryAfterMs: expect.closeTo(60_000, -3) }

test('a resident is counted by who they are, not by their address', async () => {
  const limits = createRateLimits(table)
  await limits.take('command', resident(1), '203.0.113.1')
  await limits.take('command', resident(1), '203.0.113.2')
  await expect(limits.take('command', resident(1), '203.0.113.3')).rejects.toMatchObject(limited)
  await limits.take('command', resident(2), '203.0.113.1')
})

test('a guest is counted by address', async () => {
  const limits = createRateLimits(table)
  await limits.take('command', guest, '203.0.113.1')
  await expect(limits.take('command', guest, '203.0.113.1')).rejects.toMatchObject(limited)
  await limits.take('command', guest, '203.0.113.2')
})

test('one address with many accounts runs into the wide limit', async () => {
  const limits = createRateLimits(table)
  for (let id = 1; id <= 6; id++) await limits.take('command', resident(id), '203.0.113.1')
  await expect(limits.take('command', resident(7), '203.0.113.1')).rejects.toMatchObject(limited)
  await limits.take('command', resident(7), '203.0.113.2')
})

test('kinds of requests are counted apart, and a batch by its length', async () => {
  const limits = createRateLimits(table)
  await expect(limits.take('command', resident(1), 'a', 3)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await limits.take('query', resident(1), 'a', 3)
})
