import { expect, test } from 'vitest'
import { serverThat, type Seen } from '../server.fixtures.ts'

const grant = { ref: 'x', expectedVersion: 1, role: 'operator' as const, areaPath: '/a' }
function asking(answer: boolean) {
  const asked = { times: 0, ask: () => Promise.resolve(answer && (asked.times += 1) > 0) }
  return asked
}

test('what asks for a proof is sent again with its key once the proof was given', async () => {
  const proof = asking(true)
  const { civic, seen } = await serverThat((_, nth) => (nth === 0 ? { code: 'STEP_UP_REQUIRED' } : { data: {} }), {
    stepUp: proof.ask,
  })
  await civic.staff.grant(grant)
  expect(proof.times).toBe(1)
  expect(new Set(seen.map(({ headers }: Seen) => headers['idempotency-key'])).size).toBe(1)
  expect(seen).toHaveLength(2)
})
test('it is not sent again where the proof was not given', async () => {
  const { civic, seen } = await serverThat(() => ({ code: 'STEP_UP_REQUIRED' }), { stepUp: asking(false).ask })
  await expect(civic.staff.grant(grant)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  expect(seen).toHaveLength(1)
})
