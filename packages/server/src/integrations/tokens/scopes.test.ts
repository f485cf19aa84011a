import { SCOPE_OF_PROCEDURE } from '@civicgrid/contracts'
import type { AnyProcedure, AnyRouter } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oidcWorld, type OidcWorld } from '../../../test/oidc.ts'
import { createAppRouter } from '../../app-router.ts'
import { createIntegrations } from '../integrations.service.ts'

let w: OidcWorld
beforeAll(async () => {
  w = await oidcWorld({ RATE_LIMITS: 'off' })
})
afterAll(() => w.stop())

/** All procedures that there are, by path. */
function routed(): Readonly<Record<string, AnyProcedure>> {
  const router: AnyRouter = createAppRouter(w.service.services, { demo: true })
  return router._def.procedures
}
/** Routes that are no procedures and name what they stand for. */
const ROUTES = ['files.upload', 'progress.live']

test('the table of scopes names nothing that is not there', () => {
  const there = [...Object.keys(routed()), ...ROUTES]
  expect(Object.keys(SCOPE_OF_PROCEDURE).filter((path) => !there.includes(path))).toEqual([])
})

test('a token with every scope calls nothing that is not in the table', async () => {
  const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
  const scope = 'appeals.submit appeals.track appeals.rate city.read files.upload'
  const { access_token } = await w.tokens(partner, token, { scope })
  const closed = Object.entries(routed()).filter(([path]) => !Object.hasOwn(SCOPE_OF_PROCEDURE, path))
  expect(closed.length).toBeGreaterThan(100)
  const open: string[] = []
  for (const [path, procedure] of closed) {
    const query = procedure._def.type === 'query'
    const { error } = await w.api(access_token, path, {}, { query })
    if (error?.code !== 'SCOPE_MISSING') open.push(`${path} ${error?.code}`)
  }
  expect(open).toEqual([])
})

test('what is over is swept', async () => {
  const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
  await w.tokens(partner, token)
  const left = () => w.kernel.db.read.get<{ n: number }>(`SELECT count(*) AS "n" FROM "OidcPayload"`)
  expect(Number((await left())?.n)).toBeGreaterThan(0)
  w.kernel.clock.advance(400 * 86_400_000)
  const integrations = createIntegrations({ kernel: w.kernel, utcOffsetMinutes: 480, onError: () => {} })
  expect(await integrations.sweep()).toBeGreaterThan(0)
  integrations.watch.stop()
  expect(Number((await left())?.n)).toBe(0)
})
