import { expect, test } from 'vitest'
import { hostsFile } from '../identity/hosts.schema.ts'
import { areasFile } from './areas.schema.ts'
import { checkHosts } from './check.hosts.ts'

const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'K5mmYAccGU7v5miGGg2AZha_7UQYIT-OqmYhQyYG3bU', kid: 'a' }
const APP = {
  code: 'city-app',
  name: { 'zh-CN': '城市通', en: 'City Pass' },
  jwks: { keys: [KEY] },
  audience: 'https://12345.example.cn/api/host/tickets',
  start: 'https://app.example.cn/civic',
  callbacks: ['https://12345.example.cn'],
  frames: ['https://app.example.cn'],
  jurisdictions: ['/city'],
}
const areas = areasFile.parse({
  levels: [
    { code: 'city', role: 'county', name: { 'zh-CN': '县', en: 'County' } },
    { code: 'town', role: 'township', name: { 'zh-CN': '镇', en: 'Town' } },
  ],
  areas: [{ code: 'city', level: 'city', name: { 'zh-CN': '城', en: 'City' }, population: 1 }],
})
const problems = (change: Record<string, unknown>) =>
  checkHosts({ areas, hosts: hostsFile.parse([{ ...APP, ...change }]) }).map(({ path, reason }) => `${path} ${reason}`)

test('an app whose addresses, keys and areas are right is taken', () => {
  expect(problems({})).toEqual([])
  expect(problems({ jwks: undefined, jwksUrl: 'https://app.example.cn/jwks.json' })).toEqual([])
})

test.each([
  ['a private key', { keys: [{ ...KEY, d: 'AAAA' }] }],
  ['a shared secret', { keys: [{ kty: 'oct', k: 'AAAA' }] }],
  ['a secret beside a public key', { keys: [KEY, { ...KEY, k: 'AAAA' }] }],
  ['no key', { keys: [] }],
])('%s in the file is refused: it would be published with the city', (_what, jwks) => {
  expect(hostsFile.safeParse([{ ...APP, jwks }]).success).toBe(false)
})

test('nobody is sent to, and no key is fetched from, an address without https, but on a developer’s own machine', () => {
  const plain = 'http://app.example.cn'
  expect(problems({ frames: [plain] })).toEqual([`[0].frames ${plain} is not an https address`])
  expect(problems({ callbacks: [plain] })).toHaveLength(1)
  expect(problems({ start: `${plain}/civic` })).toHaveLength(1)
  expect(problems({ jwks: undefined, jwksUrl: `${plain}/jwks.json` })).toHaveLength(1)
  expect(problems({ demo: true, frames: [plain] })).toHaveLength(1)
  expect(problems({ demo: true, frames: ['http://localhost:8788'] })).toEqual([])
  expect(problems({ frames: ['http://localhost:8788'] })).toHaveLength(1)
})

test('an app has its keys in one place, and people of areas that there are', () => {
  const needs = '[0] needs its keys: one of jwks and jwksUrl'
  expect(problems({ jwks: undefined })).toEqual([needs])
  expect(problems({ jwksUrl: 'https://app.example.cn/jwks.json' })).toEqual([needs])
  expect(problems({ jurisdictions: ['/elsewhere'] })).toEqual([
    '[0].jurisdictions /elsewhere is not the path of an area',
  ])
})
