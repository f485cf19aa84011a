import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readEnv } from './env.ts'

const key = (): string => randomBytes(32).toString('base64')
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://12345.example.cn/',
  CIVICGRID_MASTER_KEYS: `k1:${key()}`,
  CIVICGRID_LOOKUP_KEY: key(),
  CIVICGRID_SIGNING_KEY: key(),
}

describe('without any variable', () => {
  const env = readEnv({})
  test('it serves the demo city from a file beside the code', () => {
    expect(env.port).toBe(8787)
    expect(env.databaseUrl).toMatch(/^file:\/.*\/data\/civicgrid\.db$/)
    expect(env.filesFolder).toMatch(/\/data\/files$/)
    expect(env.cityFolder).toMatch(/\/cities\/haitang$/)
    expect(env.production).toBe(false)
    expect(env.host).toBe('127.0.0.1')
  })
})

test('an empty variable is not set', () => {
  expect(readEnv({ PORT: '', CITY: '' }).port).toBe(8787)
})

test('files lie beside the database file, or where they are told to', () => {
  expect(readEnv({ DATABASE_URL: 'file:/srv/civic/x.db' }).filesFolder).toBe('/srv/civic/files')
  expect(readEnv({ DATABASE_URL: 'postgresql://u@h/db' }).filesFolder).toMatch(/\/data\/files$/)
  expect(readEnv({ FILES_DIR: '/mnt/files' }).filesFolder).toBe('/mnt/files')
})

test('every wrong variable is named at once', () => {
  const read = (): unknown =>
    readEnv({ PORT: 'eighty', DATABASE_URL: 'mysql://x', TRUSTED_PROXIES: '10.0.0.0/8,proxy', METRICS_TOKEN: 'short' })
  for (const name of ['PORT', 'DATABASE_URL', 'TRUSTED_PROXIES', 'METRICS_TOKEN']) expect(read).toThrow(name)
})

describe('production', () => {
  test('starts with secrets of its own and an https address', () => {
    const env = readEnv(production)
    expect(env.production).toBe(true)
    expect(env.seedDemo).toBe(false)
    expect(env.publicUrl).toBe('https://12345.example.cn')
  })

  test.each(['PUBLIC_URL', 'CIVICGRID_MASTER_KEYS', 'CIVICGRID_LOOKUP_KEY', 'CIVICGRID_SIGNING_KEY'])(
    'does not start without %s, and says so',
    (name) => {
      expect(() => readEnv({ ...production, [name]: undefined })).toThrow(name)
    },
  )

  test('says all that is missing, not the first', () => {
    const read = (): unknown => readEnv({ NODE_ENV: 'production' })
    for (const name of ['PUBLIC_URL', 'CIVICGRID_MASTER_KEYS', 'CIVICGRID_SIGNING_KEY']) expect(read).toThrow(name)
  })

  test.each([
    ['PUBLIC_URL', 'http://12345.example.cn'],
    ['RATE_LIMITS', 'off'],
    ['CIVICGRID_LOOKUP_KEY', 'c2hvcnQ='],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readEnv({ ...production, [name]: value })).toThrow(name)
  })
})
