import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedPartner } from '../../packages/server/src/seed/partner.ts'
import { startService, type TestService } from '../../packages/server/test/service.ts'
import { partnerServer } from './app.ts'
import { DEMO_INTEGRATION, demoKey } from './demo-key.ts'

// The example beside the service, with the integration of the demo and its key.

/** As the demo registers it; behind it here whatever port is free. */
const ORIGIN = 'http://localhost:8789'
let service: TestService
let server: Server
let url: string
beforeAll(async () => {
  service = await startService()
  const { tree } = service.city
  await seedPartner(service.kernel.db, tree.pathOf(tree.root.code), service.kernel.clock.now())
  const people = [{ subject: 'owner-0301', name: '3 幢 01 室业主' }]
  const options = { service: service.url, origin: ORIGIN, integration: DEMO_INTEGRATION, key: demoKey(), people }
  server = createServer(partnerServer(options))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await service.stop()
})

async function signIn(): Promise<string> {
  const body = new URLSearchParams({ subject: 'owner-0301' })
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const secret = (headers: Record<string, string>) =>
  fetch(`${url}/civic/secret`, { method: 'POST', headers, body: JSON.stringify({ proof: 'A'.repeat(43) }) })

test('gives a secret for whoever is signed in there, to its own page alone', async () => {
  const cookie = await signIn()
  const answer = await secret({ cookie, origin: ORIGIN })
  expect([answer.status, ((await answer.json()) as { secret: string }).secret]).toEqual([
    200,
    expect.stringMatching(/^[\w-]{43}$/),
  ])
  expect((await secret({ cookie, origin: 'https://evil.example' })).status).toBe(403)
  expect((await secret({ cookie })).status).toBe(403)
  expect((await secret({ origin: ORIGIN })).status).toBe(401)
})

test('shows its page under a policy that demands Trusted Types and lets no script be made of text', async () => {
  const cookie = await signIn()
  const page = await fetch(url, { headers: { cookie } })
  expect(page.headers.get('content-security-policy')).toContain(
    "require-trusted-types-for 'script'; trusted-types 'none'",
  )
  const html = await page.text()
  expect(html).toContain(`src="${service.url}/embed/v1/loader.js"`)
  expect(html).toContain(`integration="${DEMO_INTEGRATION}"`)
  expect(await (await fetch(url)).text()).not.toContain('civic-appeal')
})
