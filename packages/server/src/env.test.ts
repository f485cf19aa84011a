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

describe('the city’s own identity of staff', () => {
  const oidc = {
    STAFF_OIDC_ISSUER: 'https://id.example.cn',
    STAFF_OIDC_CLIENT_ID: 'civicgrid',
    STAFF_OIDC_CLIENT_SECRET: 'a secret of the city',
  }

  test('is there when its issuer is, by a name in both languages', () => {
    expect(readEnv({}).oidc).toBeNull()
    expect(readEnv({ ...production, ...oidc, STAFF_OIDC_NAME: '太政通|TaiID' }).oidc).toEqual({
      issuer: 'https://id.example.cn',
      clientId: 'civicgrid',
      clientSecret: 'a secret of the city',
      name: { 'zh-CN': '太政通', en: 'TaiID' },
      insecure: false,
    })
    expect(readEnv({ ...oidc, STAFF_OIDC_NAME: '太政通' }).oidc?.name).toEqual({ 'zh-CN': '太政通', en: '太政通' })
    expect(readEnv(oidc).oidc?.name.en).toBe('City identity')
  })

  test.each(['STAFF_OIDC_CLIENT_ID', 'STAFF_OIDC_CLIENT_SECRET'])('does not do without %s', (name) => {
    expect(() => readEnv({ ...oidc, [name]: '' })).toThrow(name)
  })

  test('is asked over https, but on a developer’s machine', () => {
    const plain = { ...oidc, STAFF_OIDC_ISSUER: 'http://localhost:9000' }
    expect(readEnv(plain).oidc?.insecure).toBe(true)
    expect(() => readEnv({ ...production, ...plain })).toThrow('STAFF_OIDC_ISSUER')
    expect(() => readEnv({ ...oidc, STAFF_OIDC_ISSUER: 'ldap://id.example.cn' })).toThrow('STAFF_OIDC_ISSUER')
  })
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

describe('the ways in of residents', () => {
  const secret = `whsec_${key()}`
  test('are none without an address or a mini-program, and are read where they are set', () => {
    expect(readEnv({})).toMatchObject({ sms: null, wechat: null, smsPerDay: 20_000 })
    const env = readEnv({
      ...production,
      SMS_URL: 'https://sms.example.cn/send',
      SMS_SECRET: secret,
      SMS_PER_DAY: '500',
      WECHAT_APP_ID: 'wx0123',
      WECHAT_APP_SECRET: 'secret',
    })
    expect(env.sms?.secret).toHaveLength(32)
    expect(env).toMatchObject({
      sms: { url: 'https://sms.example.cn/send' },
      smsPerDay: 500,
      wechat: { appId: 'wx0123', secret: 'secret', url: 'https://api.weixin.qq.com' },
    })
  })
  test('are named where half of them is missing, or goes over a line that anybody reads', () => {
    const read = (): unknown =>
      readEnv({
        ...production,
        SMS_URL: 'http://sms.example.cn',
        WECHAT_APP_ID: 'wx0123',
        WECHAT_URL: 'http://stand-in',
      })
    for (const name of ['SMS_SECRET', 'SMS_URL', 'WECHAT_APP_SECRET', 'WECHAT_URL']) expect(read).toThrow(name)
    expect(() => readEnv({ SMS_URL: 'http://stand-in', SMS_SECRET: 'short' })).toThrow('SMS_SECRET')
  })
})

describe('what WeChat tells by itself', () => {
  const mini = { WECHAT_APP_ID: 'wx0123', WECHAT_APP_SECRET: 'secret' }
  const push = { ...mini, WECHAT_PUSH_TOKEN: 'pushToken123', WECHAT_PUSH_KEY: 'a'.repeat(43) }

  test('is listened to where its token is set, for the city’s mini-program alone', () => {
    expect(readEnv(mini).wechatPush).toBeNull()
    expect(readEnv({ WECHAT_PUSH_TOKEN: 'pushToken123' }).wechatPush).toBeNull()
    expect(readEnv({ ...push, WECHAT_PUSH_KEY: '' }).wechatPush).toEqual({
      appId: 'wx0123',
      token: 'pushToken123',
      key: null,
    })
    const { wechatPush } = readEnv({ ...production, ...push })
    expect(wechatPush).toMatchObject({ appId: 'wx0123', token: 'pushToken123' })
    expect(wechatPush?.key).toHaveLength(32)
  })
  test.each([
    ['WECHAT_PUSH_TOKEN', 'no'],
    ['WECHAT_PUSH_TOKEN', 'with a space'],
    ['WECHAT_PUSH_KEY', 'a'.repeat(42)],
    ['WECHAT_PUSH_KEY', '-'.repeat(43)],
  ])('is not read with %s=%s', (name, value) => {
    expect(() => readEnv({ ...push, [name]: value })).toThrow(name)
  })
  test('is encrypted in production', () => {
    expect(() => readEnv({ ...production, ...push, WECHAT_PUSH_KEY: '' })).toThrow('WECHAT_PUSH_KEY')
  })
})
