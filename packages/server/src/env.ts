import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { hostsFile, type HostApps } from '@civicgrid/contracts'
import { z } from 'zod'
import { addressList } from './http/address.ts'
import { sandboxesFrom, sandboxVariables, type SandboxEnv } from './env.sandbox.ts'
import { wechatFrom, wechatVariables, type WeChatEnv } from './env.wechat.ts'
import type { OidcSettings } from './identity/staff/city-identity.ts'
import { openKeys, type Keyring, type KeySettings } from './kernel/index.ts'

// The only reader of the environment. Everything else is handed what it needs.

const ROOT = resolve(import.meta.dirname, '../../..')
const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
)

const addresses = words.default([]).refine((entries) => {
  try {
    addressList(entries)
    return true
  } catch {
    return false
  }
}, 'addresses or CIDR ranges')

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'sandbox', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** A demo stays on its own machine unless told otherwise; production listens on all addresses. */
  HOST: z.string().min(1).optional(),
  /** Where residents reach us; decides the cookies' prefix and which Origin is ours. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'file:… or postgresql://…')
    .default('file:./data/civicgrid.db'),
  /** A folder under cities/, or a path. */
  CITY: z.string().min(1).default('haitang'),
  /** A finer division of the city's lowest areas, `scales/<name>.json` in its folder: for benches. */
  CITY_SCALE: z.string().min(1).optional(),
  /** Where uploads are kept; beside the database by default. */
  FILES_DIR: z.string().min(1).optional(),
  /** The built portal; a build is of one city. */
  PORTAL_DIST: z.string().min(1).optional(),
  /** All keys in one file that `npm run keys` writes and running servers read again; in place of the three after it. */
  CIVICGRID_KEYS_FILE: z.string().min(1).optional(),
  CIVICGRID_MASTER_KEYS: z.string().optional(),
  CIVICGRID_LOOKUP_KEY: z.string().optional(),
  CIVICGRID_SIGNING_KEY: z.string().optional(),
  /** Addresses and CIDR ranges of our own proxies, whose x-forwarded-for is believed. */
  TRUSTED_PROXIES: addresses,
  /** What webhooks may reach beside the public internet, without TLS too: addresses and CIDR ranges of a partner's own network. */
  WEBHOOK_ALLOW: addresses,
  /** Lets a scraper read /metrics from another machine. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** `off` is for the bench. */
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  /** By default `info` in production and `warn` elsewhere. */
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).optional(),
  /** `off` leaves an empty database empty; production never seeds. */
  SEED_DEMO: z.enum(['on', 'off']).default('on'),
  SQLITE_SYNCHRONOUS: z.enum(['FULL', 'NORMAL']).default('FULL'),
  /** What lets us in at the city's own helpers, `assist` in its city.json. */
  SPEECH_TOKEN: z.string().min(1).optional(),
  CLASSIFIER_TOKEN: z.string().min(1).optional(),
  /** Host apps in place of the city's `hosts.json`: a file of that shape, for a stage of its own. */
  HOSTS_FILE: z.string().min(1).optional(),
  /** The city's own identity of staff, an OpenID provider; without an issuer there is none. */
  STAFF_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  STAFF_OIDC_CLIENT_ID: z.string().min(1).optional(),
  STAFF_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** How it is called, `中文|English`. */
  STAFF_OIDC_NAME: z.string().min(1).default('城市统一身份|City identity'),
  /** Whoever delivers messages (docs/guides/resident-sign-in.md): its address, and the secret that signs what it is asked, `whsec_…`. */
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'whsec_ and at least 24 bytes in base64')
    .optional(),
  /** Messages in a day, of the whole city: what a flood costs at most. */
  SMS_PER_DAY: z.coerce.number().int().min(1).default(20_000),
  ...wechatVariables,
  ...sandboxVariables,
  /** Pictures worked on at a time. */
  PHOTO_WORKERS: z.coerce.number().int().min(1).max(16).default(1),
})

export interface Env extends WeChatEnv {
  mode: 'development' | 'test' | 'sandbox' | 'production'
  /** The demo door, the demo city's data and a clock that can be moved never exist in production. */
  production: boolean
  port: number
  host: string
  publicUrl: string | null
  databaseUrl: string
  cityFolder: string
  cityScale: string | undefined
  filesFolder: string
  portalFolder: string
  /** The documentation, made by `npm run docs:build`. */
  docsFolder: string
  keys: Keyring
  trustedProxies: string[]
  webhookAllow: string[]
  metricsToken: string | null
  rateLimits: boolean
  logLevel: string
  /** Fill an empty database with the demo city's people and appeals. */
  seedDemo: boolean
  sqliteSynchronous: 'FULL' | 'NORMAL'
  photoWorkers: number
  speechToken: string | null
  classifierToken: string | null
  oidc: OidcSettings | null
  /** Null without an address: outside production the code is shown on the page instead. */
  sms: { url: string; secret: Buffer } | null
  smsPerDay: number
  sandboxes: SandboxEnv
  /** In place of the city's own; null for those. */
  hosts: HostApps | null
}

/** @throws Error that names every variable that is missing or wrong, and what it should be */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty variable is how many tools write "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const v = parsed.data
  const production = v.NODE_ENV === 'production'
  const wrong: string[] = []
  if (production && !v.PUBLIC_URL?.startsWith('https://'))
    wrong.push('PUBLIC_URL: must be set to the https address that residents use')
  if (production && v.RATE_LIMITS === 'off') wrong.push('RATE_LIMITS: cannot be off in production')
  const oidc = oidcFrom(v, production, wrong)
  const sms = smsFrom(v, production, wrong)
  const wechat = wechatFrom(v, { production, wrong })
  const sandboxes = sandboxesFrom(v, { root: ROOT, mode: v.NODE_ENV, path: given.PATH ?? '', wrong })
  const keys = attempt(wrong, () => openKeys(readKeySettings({ ...given, NODE_ENV: v.NODE_ENV })))
  const hosts = v.HOSTS_FILE === undefined ? null : attempt(wrong, () => readHosts(v.HOSTS_FILE ?? ''))
  if (!keys || hosts === undefined || wrong.length > 0) throw new Error(wrong.join('\n'))

  const cityFolder = v.CITY.includes('/') ? resolve(ROOT, v.CITY) : resolve(ROOT, 'cities', v.CITY)
  const sqliteFile = /^file:(?:\/\/)?(.+)$/.exec(v.DATABASE_URL)?.[1]
  const databaseFile = sqliteFile === undefined ? null : resolve(ROOT, sqliteFile)
  return {
    mode: v.NODE_ENV,
    production,
    port: v.PORT,
    host: v.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: v.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: databaseFile === null ? v.DATABASE_URL : `file:${databaseFile}`,
    cityFolder,
    cityScale: v.CITY_SCALE,
    filesFolder: v.FILES_DIR
      ? resolve(ROOT, v.FILES_DIR)
      : databaseFile === null
        ? resolve(ROOT, 'data/files')
        : resolve(databaseFile, '../files'),
    docsFolder: resolve(ROOT, 'docs/dist'),
    portalFolder: resolve(ROOT, v.PORTAL_DIST ?? `packages/portal/dist/${basename(cityFolder)}`),
    keys,
    trustedProxies: v.TRUSTED_PROXIES,
    webhookAllow: v.WEBHOOK_ALLOW,
    metricsToken: v.METRICS_TOKEN ?? null,
    rateLimits: v.RATE_LIMITS === 'on',
    logLevel: v.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    seedDemo: !production && v.SEED_DEMO === 'on',
    sqliteSynchronous: v.SQLITE_SYNCHRONOUS,
    photoWorkers: v.PHOTO_WORKERS,
    speechToken: v.SPEECH_TOKEN ?? null,
    classifierToken: v.CLASSIFIER_TOKEN ?? null,
    oidc,
    sms,
    smsPerDay: v.SMS_PER_DAY,
    ...wechat,
    sandboxes,
    hosts,
  }
}

/** Where the keys are: all that `npm run keys` needs of this, which may be there before anything else is set. */
export function readKeySettings(source: Record<string, string | undefined> = process.env): KeySettings {
  const file = source.CIVICGRID_KEYS_FILE
  return {
    masterKeys: source.CIVICGRID_MASTER_KEYS,
    lookupKey: source.CIVICGRID_LOOKUP_KEY,
    signingKey: source.CIVICGRID_SIGNING_KEY,
    file: file ? resolve(ROOT, file) : null,
    production: source.NODE_ENV === 'production',
  }
}

function readHosts(file: string): HostApps {
  const parsed = hostsFile.safeParse(JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(
    `HOSTS_FILE: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
  )
}

function smsFrom(v: z.output<typeof variables>, production: boolean, wrong: string[]): Env['sms'] {
  const { SMS_URL: url, SMS_SECRET: secret } = v
  if (!url) return null
  if (!secret) wrong.push('SMS_SECRET: must be set where SMS_URL is')
  if (production && !url.startsWith('https://')) wrong.push('SMS_URL: must be an https address')
  return { url, secret: Buffer.from(secret?.slice('whsec_'.length) ?? '', 'base64') }
}

function oidcFrom(v: z.output<typeof variables>, production: boolean, wrong: string[]): OidcSettings | null {
  const { STAFF_OIDC_ISSUER: issuer, STAFF_OIDC_CLIENT_ID: clientId, STAFF_OIDC_CLIENT_SECRET: clientSecret } = v
  if (!issuer) return null
  if (!clientId || !clientSecret)
    wrong.push('STAFF_OIDC_CLIENT_ID, STAFF_OIDC_CLIENT_SECRET: must be set where the issuer is')
  const insecure = !issuer.startsWith('https://')
  if (production && insecure) wrong.push('STAFF_OIDC_ISSUER: must be an https address')
  const [zh = '', en = zh] = v.STAFF_OIDC_NAME.split('|')
  const name = { 'zh-CN': zh, en }
  return { issuer, clientId: clientId ?? '', clientSecret: clientSecret ?? '', name, insecure }
}

function attempt<T>(wrong: string[], make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error))
    return undefined
  }
}
