import { isIntegrationScope, OWN_SCOPES, RESIDENT_SCOPES } from '@civicgrid/contracts'
import { errors, interactionPolicy, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { profileOfResident } from '../../identity/people.service.ts'
import { lookupHash, type Kernel } from '../../kernel/index.ts'
import { byPublicId, heldGrants } from '../integrations.store.ts'
import { adapterOver } from './adapter.ts'
import { interactionCookie } from './cookies.ts'
import { oidcKeys, type OidcKeys } from './keys.ts'

/** The page of consent, for a request that waits. */
export const consentPage = (uid: string): string => `/consent/${uid}`
/** What is asked for: the city's service, as a whole. */
export const resourceAt = (origin: string): string => `${origin}/api/v1`
export const OIDC_MOUNT = '/oidc'
export const INTERACTION_SECONDS = 900
const ACCESS_SECONDS = 3600
const OWN_SECONDS = 600

/** What a person is called by one integration, and by no other: says nothing of who they are elsewhere. */
export const subjectFor = (keys: Kernel['db']['keys'], publicId: string, accountId: string): string =>
  lookupHash(keys, `pairwise ${publicId} ${accountId}`).toString('base64url')

/**
 * Refuses what the city did not grant, where it is asked and not where it is used: a partner hears it at once.
 * Everything else about a scope is decided again at each call.
 */
async function demandGranted({ db, clock }: Kernel, ctx: KoaContextWithOIDC, clientId: string): Promise<string> {
  const integration = await byPublicId(db.read, clientId)
  const held = integration ? await heldGrants(db.read, integration.id, clock.now()) : []
  const own = ctx.oidc.params?.['grant_type'] === 'client_credentials'
  const usable = held.flatMap(({ scope }) => ((own ? OWN_SCOPES : RESIDENT_SCOPES).includes(scope) ? scope : []))
  const scope = ctx.oidc.params?.['scope']
  const asked = (typeof scope === 'string' ? scope : '').split(' ').filter((one) => one !== '' && one !== 'openid')
  for (const one of asked)
    if (!isIntegrationScope(one) || !usable.includes(one))
      throw new errors.InvalidScope('the city has not granted this scope, or not for this grant type', one)
  return usable.join(' ')
}

function configuration(kernel: Kernel, origin: string, { jwks, cookies }: OidcKeys): Configuration {
  const https = origin.startsWith('https:')
  const resource = resourceAt(origin)
  const policy = interactionPolicy.base()
  const untilConsent = (ctx: KoaContextWithOIDC, most: number): number =>
    Math.max(1, Math.min(most, ctx.oidc.entities.Grant?.remainingTTL ?? most))
  return {
    adapter: adapterOver(kernel, resource),
    jwks,
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    subjectTypes: ['pairwise', 'public'],
    pairwiseIdentifier: (_, accountId, { clientId }) => subjectFor(kernel.db.keys, clientId, accountId),
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'RS256', 'Ed25519', 'EdDSA'],
      requestObjectSigningAlgValues: ['ES256', 'PS256', 'RS256', 'Ed25519', 'EdDSA'],
      idTokenSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: ['ES256', 'Ed25519', 'EdDSA'],
    },
    pkce: { required: () => true },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: false },
      requestObjects: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        async getResourceServerInfo(ctx, indicator, client) {
          if (indicator !== resource) throw new errors.InvalidTarget(`the resource is ${resource}`)
          const scope = await demandGranted(kernel, ctx, client.clientId)
          return { scope, audience: resource, accessTokenFormat: 'opaque' }
        },
      },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: { policy, url: (_, { uid }) => consentPage(uid) },
    /** The consent that was just given, and never one of before: who is there is known only by having asked. */
    loadExistingGrant: (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId
      return grantId === undefined ? Promise.resolve(undefined) : ctx.oidc.provider.Grant.find(grantId)
    },
    async findAccount(_, accountId) {
      // Nobody once the account has ended.
      const profile = await profileOfResident(kernel.db.read, Number(accountId))
      return profile === null ? undefined : { accountId, claims: (): { sub: string } => ({ sub: accountId }) }
    },
    expiresWithSession: () => false,
    // A partner proves itself by key at each use, and a lost answer must not cost its residents a new consent.
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    revokeGrantPolicy: () => false,
    ttl: {
      AccessToken: (ctx) => untilConsent(ctx, ACCESS_SECONDS),
      AuthorizationCode: 60,
      ClientCredentials: OWN_SECONDS,
      Grant: 1,
      IdToken: ACCESS_SECONDS,
      Interaction: INTERACTION_SECONDS,
      RefreshToken: (ctx) => untilConsent(ctx, 366 * 86_400),
      Session: INTERACTION_SECONDS,
    },
    cookies: {
      keys: cookies,
      names: { interaction: interactionCookie(https), resume: 'civic-resume', session: 'civic-oidc' },
      short: { path: '/', httpOnly: true, sameSite: 'lax', signed: true, secure: https },
      long: { path: OIDC_MOUNT, httpOnly: true, sameSite: 'lax', signed: true, secure: https },
    },
    clientBasedCORS: () => false,
    discovery: {
      service_documentation: `${origin}/docs/`,
      ui_locales_supported: ['zh-CN', 'en'],
    },
    renderError(ctx, { error }) {
      ctx.redirect(`/consent-problem?error=${encodeURIComponent(error)}`)
      ctx.status = 303
    },
  }
}

/** Providers by the address under which the service is reached: one in production, made anew when the keys change. */
export function createProviders(kernel: Kernel, onError: (error: Error) => void): (origin: string) => Provider {
  const made = new Map<string, { provider: Provider; keys: string }>()
  return (origin) => {
    const keys = oidcKeys(kernel.db.keys)
    const known = made.get(origin)
    if (known?.keys === keys.id) return known.provider
    const provider = new Provider(`${origin}${OIDC_MOUNT}`, configuration(kernel, origin, keys))
    provider.proxy = true
    // What partners do wrong they are told; this is ours.
    provider.on('server_error', (_, error) => onError(error))
    made.set(origin, { provider, keys: keys.id })
    return provider
  }
}
