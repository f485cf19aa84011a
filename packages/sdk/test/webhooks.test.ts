import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildScript } from '../build/build.ts'
import { verifyWebhook, type WebhookEvent } from '../src/webhooks/index.ts'

/** Of what a partner's function loads to check a webhook, gzipped. */
const BYTES = 1024

let folder: string
let script: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civic-webhooks-'))
  script = readFileSync(await buildScript(folder, 'webhooks'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = `whsec_${randomBytes(32).toString('base64')}`
const BODY = JSON.stringify({ type: 'webhook.test', timestamp: '2026-03-02T01:00:00.000Z', data: { note: '测试' } })

test('checking a webhook is at most 1 kB gzipped', () => {
  expect(gzipSync(script).length).toBeLessThanOrEqual(BYTES)
})

test('what the library of Standard Webhooks signs is known, in a realm that has WebCrypto and nothing else', async () => {
  const at = new Date()
  const signature = new Webhook(SECRET).sign('msg_1', at, BODY)
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  }
  const realm = createContext({ crypto, headers, body: BODY, secret: SECRET })
  runInContext(script, realm)
  expect(runInContext('typeof atob + typeof TextEncoder + typeof Buffer', realm)).toBe('undefined'.repeat(3))
  const run = (code: string) => runInContext(code, realm) as Promise<WebhookEvent>
  expect((await run('CivicWebhooks.verifyWebhook(secret, headers, body)')).type).toBe('webhook.test')
  await expect(run('CivicWebhooks.verifyWebhook(secret, headers, body + " ")')).rejects.toMatchObject({
    fault: 'signature',
  })
})

test('what we would sign is known to the library of Standard Webhooks', async () => {
  const at = String(Math.floor(Date.now() / 1000))
  const bytes = Buffer.from(SECRET.slice(6), 'base64')
  const headers = {
    'webhook-id': 'msg_2',
    'webhook-timestamp': at,
    'webhook-signature': `v1,${createHmac('sha256', bytes).update(`msg_2.${at}.${BODY}`).digest('base64')}`,
  }
  expect(new Webhook(SECRET).verify(BODY, headers)).toEqual(await verifyWebhook(SECRET, headers, BODY))
})
