import { expect, test } from 'vitest'
import { assertSameOrigin } from './same-origin.ts'

const OWN = ['https://12345.example.cn']
const check = (headers: Parameters<typeof assertSameOrigin>[0]) => () => assertSameOrigin(headers, OWN)
const refused = expect.objectContaining({ code: 'FORBIDDEN' })

test('our own page may', () => {
  expect(
    check({ origin: 'https://12345.example.cn', host: 'inside:8787', 'sec-fetch-site': 'same-origin' }),
  ).not.toThrow()
  expect(check({ origin: 'http://127.0.0.1:8787', host: '127.0.0.1:8787' })).not.toThrow()
})

test.each([
  ['another site', { origin: 'https://evil.example', host: '12345.example.cn' }],
  [
    'a neighbour under our domain',
    { origin: 'https://12345.example.cn', host: '12345.example.cn', 'sec-fetch-site': 'same-site' },
  ],
  ['another site whose browser forgot Origin', { host: '12345.example.cn', 'sec-fetch-site': 'cross-site' }],
  ['nobody knows who', { host: '12345.example.cn' }],
  ['a page without an origin', { origin: 'null', host: '12345.example.cn' }],
  ['a name that ours begins', { origin: 'https://12345.example.cn.evil.example', host: '12345.example.cn' }],
  ['another port', { origin: 'http://127.0.0.1:9999', host: '127.0.0.1:8787' }],
])('%s may not', (_who, headers) => {
  expect(check(headers)).toThrowError(refused)
})
