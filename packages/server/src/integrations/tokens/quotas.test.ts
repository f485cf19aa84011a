import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testKernel } from '../../../test/harness.ts'
import { createIntegrationForTest } from '../../../test/integrations.ts'
import { oidcWorld, type OidcWorld } from '../../../test/oidc.ts'
import { openDatabase } from '../../kernel/index.ts'
import { createQuotas } from './quotas.ts'

let w: OidcWorld
beforeAll(async () => {
  w = await oidcWorld()
})
afterAll(() => w.stop())

const DAY = 86_400_000

describe('a quota', () => {
  const spent = async (access: string) => {
    const { status, error, retryAfter } = await w.api(access, 'appeals.mine', {}, { query: true })
    return status === 429 ? { code: error?.code, fields: error?.fields, retryAfter: Number(retryAfter) } : status
  }

  test('is of a scope and a day: beyond it the partner is told when to come again', async () => {
    const [partner, { token }] = await Promise.all([w.partner({ perDay: 2 }), w.resident()])
    const { access_token } = await w.tokens(partner, token)
    expect([await spent(access_token), await spent(access_token)]).toEqual([200, 200])
    expect(await spent(access_token)).toMatchObject({ code: 'QUOTA_SPENT', fields: { scope: 'appeals.track' } })
    const { retryAfter } = (await spent(access_token)) as { retryAfter: number }
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(DAY / 1000)
    w.kernel.clock.advance(retryAfter * 1000)
    const next = await w.tokens(partner, token)
    expect(await spent(next.access_token)).toBe(200)
  })

  test('is counted by two processes together, however many come at once', async () => {
    const test = await testKernel()
    const { kernel, url, close } = test
    const db = await openDatabase({ url, keys: test.db.keys })
    const { id } = await createIntegrationForTest(kernel, { perDay: 40 })
    const [here, there] = [createQuotas(kernel, 480), createQuotas({ ...kernel, db }, 480)]
    const tries = Array.from({ length: 100 }, async (_, i) => {
      try {
        await (i % 2 ? here : there).spend(id, 'appeals.submit')
        return 1
      } catch {
        return 0
      }
    })
    const done = (await Promise.all(tries)).filter((one) => one === 1)
    expect(done).toHaveLength(40)
    kernel.clock.advance(2 * DAY)
    await here.spend(id, 'appeals.submit')
    expect(await there.sweep()).toBeGreaterThan(0)
    await db.close()
    await close()
  })
})
