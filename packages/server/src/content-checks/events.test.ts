import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT_HEADER, IDEMPOTENCY_HEADER } from '@civicgrid/contracts'
import { call, newKey } from '../../test/http.ts'
import { startService, type TestService } from '../../test/service.ts'
import { APP, wechatStandIn, type WeChatStandIn } from '../../test/wechat.ts'
import { PUSH, pushed } from '../../test/wechat-checks.ts'

/** From the phone to the desk, over HTTP: the mini-program is known by what it says of itself, WeChat by its signature. */

let w: TestService
let wx: WeChatStandIn
beforeAll(async () => {
  let clock = Date.now
  wx = await wechatStandIn(() => clock())
  w = await startService({
    WECHAT_APP_ID: APP.appId,
    WECHAT_APP_SECRET: APP.secret,
    WECHAT_URL: wx.url,
    WECHAT_PUSH_TOKEN: PUSH.token,
    WECHAT_PUSH_KEY: PUSH.key,
    PUBLIC_URL: 'https://12345.example.cn',
  })
  clock = () => w.kernel.clock.now()
})
afterAll(async () => {
  await w.stop()
  await wx.stop()
})

const events = (query: string, init: RequestInit = {}) => fetch(`${w.url}/api/wechat/events?${query}`, init)
const told = (trace: string, token = PUSH.token) => {
  const { query, body } = pushed(trace, 'pass', { ...PUSH, token, appId: APP.appId, at: w.kernel.clock.now() })
  return events(query, { method: 'POST', body })
}

async function submit(token: string, client: string) {
  const leaf = w.city.city.categories.flatMap(({ leaves }) => leaves).find(({ photoRequired }) => !photoRequired)
  const input = {
    kind: 'consult',
    category: leaf?.code,
    text: '路灯',
    consent: true,
    place: { areaCode: w.city.tree.root.code },
  }
  const { data, error } = await call<{ code: string }>(w.url, 'appeals.submit', input, {
    token,
    headers: { [CLIENT_HEADER]: client, [IDEMPOTENCY_HEADER]: newKey() },
  })
  expect(error).toBeUndefined()
  return data.code
}

test('an appeal from the mini-program is known as such, and waits for its check; by the portal it is as before', async () => {
  const { token } = await w.resident()
  const operator = await w.staff('operator')
  const shown = async (code: string) => {
    const options = { method: 'GET', token: operator.token } as const
    const { data } = await call<{ channel: string; checks: unknown }>(w.url, 'workOrders.get', { code }, options)
    return [data.channel, data.checks]
  }
  expect(await shown(await submit(token, 'miniapp/0.1.0'))).toEqual([
    'miniapp',
    [{ part: 'words', state: 'waiting', label: null }],
  ])
  expect(await shown(await submit(token, 'portal/0.1.0'))).toEqual(['portal', null])
})

test('what says that it is WeChat has to be signed; a trace that nobody knows is asked for again', async () => {
  expect((await told('trace-none')).status).toBe(404)
  expect((await told('trace-none', 'another')).status).toBe(403)
  expect((await events('', { method: 'POST', body: '{}' })).status).toBe(403)
  expect((await events('', { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(400)
  const { query } = pushed('', 'pass', { token: PUSH.token, appId: APP.appId, at: w.kernel.clock.now() })
  expect(await (await events(`${query}&echostr=hello`)).text()).toBe('hello')
  // Neither who may speak nor what was said stands in the log.
  expect(w.logged.join('\n')).not.toMatch(/signature|trace-none|echostr/)
})

test('where nothing is pushed to us there is no such address', async () => {
  const bare = await startService()
  try {
    const { query } = pushed('', 'pass', { token: PUSH.token, appId: APP.appId, at: bare.kernel.clock.now() })
    expect((await fetch(`${bare.url}/api/wechat/events?${query}`, { method: 'POST', body: '{}' })).status).toBe(404)
  } finally {
    await bare.stop()
  }
})
