import { describe, expect, test } from 'vitest'
import { CivicError } from '@civicgrid/contracts'
import { APP } from '../../test/wechat.ts'
import { PUSH, pushed, type Told } from '../../test/wechat-checks.ts'
import { createPush } from './push.ts'

const AT = Date.UTC(2026, 2, 2)
const { appId } = APP
const { token } = PUSH
const key = Buffer.from(`${PUSH.key}=`, 'base64')
const clear = createPush({ appId, token, key: null }, () => AT)
const sealed = createPush({ appId, token, key }, () => AT)
const TOLD: Told = { token, appId, at: AT }
const read = (by: typeof clear, { query, body }: { query: string; body: string }) =>
  by.read(new URLSearchParams(query), body)
const code = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return error instanceof CivicError ? error.code : error
  }
}

describe.each([
  ['in the clear', clear, TOLD],
  ['encrypted', sealed, { ...TOLD, key: PUSH.key }],
] as const)('a message %s', (_, by, told) => {
  test('says what WeChat thinks of a photo', () => {
    expect(read(by, pushed('trace-1', 'risky', told))).toEqual({
      traceId: 'trace-1',
      opinion: { suggest: 'risky', label: 20002 },
    })
  })
  test('that WeChat could not look at it gives no opinion', () => {
    expect(read(by, pushed('trace-1', 'pass', { ...told, errcode: -1008 }))).toEqual({
      traceId: 'trace-1',
      opinion: null,
    })
  })
  test('signed by another token, or ten minutes ago, is not believed', () => {
    expect(code(() => read(by, pushed('trace-1', 'pass', { ...told, token: 'another' })))).toBe('FORBIDDEN')
    expect(code(() => read(by, pushed('trace-1', 'pass', { ...told, at: AT - 601_000 })))).toBe('FORBIDDEN')
    expect(code(() => by.read(new URLSearchParams(), pushed('trace-1', 'pass', told).body))).toBe('FORBIDDEN')
  })
  test('for another mini-program counts for nothing', () => {
    const answer = code(() => read(by, pushed('trace-1', 'pass', { ...told, appId: 'wx-other' })))
    expect(answer).toBe(told === TOLD ? null : 'FORBIDDEN')
  })
})

test('where messages are encrypted, one in the clear is not believed, however well it is signed', () => {
  expect(code(() => read(sealed, pushed('trace-1', 'pass', TOLD)))).toBe('FORBIDDEN')
})

test('what was changed on the way, cut short or sealed by another key does not open', () => {
  const told = { ...TOLD, key: PUSH.key }
  const { query, body } = pushed('trace-1', 'pass', told)
  const other = pushed('trace-2', 'pass', told)
  expect(code(() => read(sealed, { query, body: other.body }))).toBe('FORBIDDEN')
  expect(code(() => read(sealed, { query, body: body.slice(0, 40) }))).toBe('BAD_INPUT')
  expect(code(() => read(sealed, pushed('trace-1', 'pass', { ...told, key: `${PUSH.key.slice(1)}z` })))).toBe(
    'FORBIDDEN',
  )
})

test('the address is shown to be ours when it is entered at WeChat', () => {
  const query = new URLSearchParams(pushed('', 'pass', TOLD).query)
  query.set('echostr', '5838479218127813673')
  expect(clear.greeting(query)).toBe('5838479218127813673')
  query.set('signature', 'ff')
  expect(code(() => clear.greeting(query))).toBe('FORBIDDEN')
})

test('messages about anything else are none of ours', () => {
  const { query } = pushed('', 'pass', TOLD)
  const body = JSON.stringify({ MsgType: 'event', Event: 'subscribe_msg_popup_event', appid: appId })
  expect(read(clear, { query, body })).toBeNull()
  expect(code(() => read(clear, { query, body: '<xml/>' }))).toBe('BAD_INPUT')
})
