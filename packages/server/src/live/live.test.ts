import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, newKey } from '../../test/http.ts'
import { anyPlace } from '../../test/places.ts'
import { startService, type TestService } from '../../test/service.ts'
import { createSessions } from '../identity/sessions/sessions.ts'

let server: TestService
let li: { id: number; token: string }
let chen: { id: number; token: string }
let operator: { id: number; token: string }
beforeAll(async () => {
  server = await startService()
  ;[li, chen] = [await server.resident('李秀英'), await server.resident('陈小明')]
  operator = await server.staff('operator')
})
afterAll(() => server.stop())

const command = (path: string, input: object, token: string) =>
  call<{ code: string; version: number }>(server.url, path, input, {
    token,
    headers: { 'idempotency-key': newKey() },
  })

async function sent(token = li.token): Promise<string> {
  const place = anyPlace(server.city)
  const { data } = await command(
    'appeals.submit',
    { kind: 'report', category: place.category, text: '路灯不亮', place: { areaCode: place.areaCode } },
    token,
  )
  return data.code
}

/** Opens a stream and reads it line by line; blank lines are left out. */
async function listen(code: string, token: string, after = '') {
  const leave = new AbortController()
  const response = await fetch(`${server.url}/api/live/appeals/${code}${after && `?after=${after}`}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leave.signal,
  })
  const reader = response.body?.getReader()
  let text = ''
  async function line(): Promise<Record<string, string> | undefined> {
    for (;;) {
      const at = text.indexOf('\n')
      if (at >= 0) {
        const found = text.slice(0, at)
        text = text.slice(at + 1)
        if (found !== '') return JSON.parse(found) as Record<string, string>
        continue
      }
      const piece = await reader?.read()
      if (!piece || piece.done) return text === '' ? undefined : (JSON.parse(text) as Record<string, string>)
      text += new TextDecoder().decode(piece.value)
    }
  }
  return { response, line, leave: () => leave.abort() }
}

describe('a live stream', () => {
  test('says at once where the appeal stands, again after each change, and nothing of what it is', async () => {
    const code = await sent()
    const { response, line, leave } = await listen(code, li.token)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(await line()).toEqual({ position: '1' })
    await command('workOrders.accept', { code, expectedVersion: 1 }, operator.token)
    expect(await line()).toEqual({ position: '2' })
    leave()
    await expect.poll(() => server.logged.join('')).toContain('"route":"live:appeal"')
    expect(server.logged.join('')).not.toContain(code)
  })
  test('taken up again says only what happened meanwhile', async () => {
    const code = await sent()
    const still = await listen(code, li.token, '1')
    await command('workOrders.accept', { code, expectedVersion: 1 }, operator.token)
    expect(await still.line()).toEqual({ position: '2' })
    still.leave()
    const behind = await listen(code, li.token, '1')
    expect(await behind.line()).toEqual({ position: '2' })
    behind.leave()
  })
  test('is for whoever may read the appeal: staff too, another resident and a guest not', async () => {
    const code = await sent()
    const staff = await listen(code, operator.token)
    expect(await staff.line()).toEqual({ position: '1' })
    staff.leave()
    expect((await listen(code, chen.token)).response.status).toBe(404)
    expect((await listen(code, 'x'.repeat(43))).response.status).toBe(401)
    expect((await listen('nonsense', li.token)).response.status).toBe(400)
    expect((await listen(code, li.token, 'a b')).response.status).toBe(400)
  })
  test('ends as soon as the session has ended and something happens to the account or the appeal', async () => {
    const { token } = await createSessions(server.kernel).open('resident', li.id, { via: 'demo' })
    const code = await sent()
    const { line } = await listen(code, token)
    await line()
    await createSessions(server.kernel).close(token)
    await command('workOrders.accept', { code, expectedVersion: 1 }, operator.token)
    expect(await line()).toEqual({ end: 'refused' })
    expect(await line()).toBeUndefined()
  })
  test('beyond twelve at once is refused for that person alone', async () => {
    const code = await sent()
    const open = []
    for (let i = 0; i < 12; i++) open.push(await listen(code, li.token))
    const { response, line } = await listen(code, li.token)
    expect(response.status).toBe(429)
    expect(await line()).toMatchObject({ error: { data: { code: 'RATE_LIMITED' } } })
    const other = await listen(code, operator.token)
    expect(other.response.status).toBe(200)
    for (const { leave } of [...open, other]) leave()
    await expect.poll(async () => (await listen(code, li.token)).response.status).toBe(200)
  })
})
