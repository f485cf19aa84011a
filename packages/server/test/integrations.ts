import { randomUUID, type webcrypto } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { INTEGRATION_SCOPES, type IntegrationScope, type IntegrationStatus } from '@civicgrid/contracts'
import {
  insertGrant,
  insertIntegration,
  integrationOf,
  type Integration,
} from '../src/integrations/integrations.store.ts'
import { newToken, type Kernel } from '../src/kernel/index.ts'

// A partner's system and its keys, as far as tests need one: granted everything for a year, unless told otherwise.

export interface TestIntegration extends Integration {
  /** For private_key_jwt: the key that its `jwks` publishes. */
  readonly privateKey: webcrypto.CryptoKey
  /** The same, for who reads keys another way. */
  readonly privateJwk: JWK
  readonly kid: string
}
export interface IntegrationTwist {
  readonly status?: IntegrationStatus
  readonly jurisdiction?: string
  readonly scopes?: readonly IntegrationScope[]
  readonly redirectUris?: readonly string[]
  readonly origins?: readonly string[]
  /** Milliseconds from now. */
  readonly termMs?: number
  readonly perDay?: number | null
  readonly name?: string
}
const YEAR = 365 * 86_400_000

export async function createIntegrationForTest(kernel: Kernel, twist: IntegrationTwist = {}): Promise<TestIntegration> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `partner-${randomUUID().slice(0, 8)}`
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }
  const now = kernel.clock.now()
  const name = twist.name ?? '邻里通'
  const id = await kernel.db.work(async (tx) => {
    const made = await insertIntegration(tx, {
      publicId: `civic_${newToken(tx.random)}`,
      status: twist.status ?? 'active',
      jurisdiction: twist.jurisdiction ?? '/haitang',
      name: { 'zh-CN': name, en: 'Neighbourly' },
      purpose: { 'zh-CN': '在小区应用里反映问题', en: 'Report problems from the estate’s app' },
      operator: '海棠物业服务协会',
      jwks: { keys: [jwk] },
      jwksUri: null,
      redirectUris: twist.redirectUris ?? ['https://partner.example.com/callback'],
      origins: twist.origins ?? ['https://partner.example.com'],
      createdAt: now,
      state: '{}',
    })
    for (const scope of twist.scopes ?? INTEGRATION_SCOPES)
      await insertGrant(tx, {
        token: newToken(tx.random),
        integrationId: made,
        scope,
        purpose: { 'zh-CN': '替您在小区应用里办理', en: 'To act for you in the estate’s app' },
        status: 'granted',
        fromAt: now,
        untilAt: now + (twist.termMs ?? YEAR),
        perDay: twist.perDay ?? null,
        createdAt: now,
        state: '{}',
      })
    return made
  })
  const integration = await integrationOf(kernel.db.read, id)
  if (!integration) throw new Error('no integration was made')
  return { ...integration, privateKey, privateJwk: await exportJWK(privateKey), kid }
}
