import { describe, expect, test } from 'vitest'
import { redirectUri, redirectUris } from './integration.schema.ts'

describe('a redirect address', () => {
  test.each([
    'https://app.example.cn/callback',
    'https://app.example.cn:8443/?from=city',
    'http://127.0.0.1:4000/back',
  ])('may be %s', (address) => expect(redirectUri.safeParse(address).success).toBe(true))
  test.each([
    'http://app.example.cn/callback',
    'http://localhost.evil.example/callback',
    'http://127.0.0.1.evil.example/',
    'http://localhost@evil.example/',
    'https://user:word@app.example.cn/',
    'https://app.example.cn/callback#part',
    'https://app.example.cn/#',
    'javascript:alert(1)',
    'app://callback',
    '/callback',
  ])('may not be %s', (address) => expect(redirectUri.safeParse(address).success).toBe(false))

  test('is of one host with all others of its integration', () => {
    const of = (...all: string[]) => redirectUris.safeParse(all).success
    expect(of('https://a.example/one', 'https://a.example/two')).toBe(true)
    expect(of('https://a.example/one', 'https://b.example/two')).toBe(false)
    expect(of('https://a.example/one', 'https://a.example:8443/two')).toBe(false)
  })
})
