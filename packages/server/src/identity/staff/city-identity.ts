import { CivicError, STRONG_MS, type CityText, type StaffActor, type staffSchema } from '@civicgrid/contracts'
import * as client from 'openid-client'
import type { z } from 'zod'
import { lookupHash, type Kernel } from '../../kernel/index.ts'
import type { OpenSession, Sessions } from '../sessions/sessions.ts'
import type { StaffAdministration } from './staff.service.ts'
import { findSubject, linkSubject, unlinkSubjects } from './login.store.ts'
import type { Steps } from './steps.ts'

/** The city's own identity of staff, an OpenID provider. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** On the button. */
  readonly name: CityText
  /** A provider without https is a developer's stand-in. */
  readonly insecure: boolean
}
type In<Name extends keyof typeof staffSchema.staffAdminInputs> = z.output<(typeof staffSchema.staffAdminInputs)[Name]>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}
export interface CityIdentityOptions {
  kernel: Kernel
  sessions: Sessions
  staff: StaffAdministration
  steps: Steps
  settings: OidcSettings
}

/**
 * Sign-in from the city's own identity: authorization code with PKCE, state and nonce by openid-client. Who it names is
 * somebody here only where an administrator has said so: nobody gets a way in by having an account there.
 */
export function createCityIdentity({ kernel, sessions, staff, steps, settings }: CityIdentityOptions) {
  const { db, clock } = kernel
  let found: Promise<client.Configuration> | undefined
  const subjectHash = (subject: string) => lookupHash(db.keys, `staff subject ${settings.issuer} ${subject}`)

  /** Asked once; a provider that was away is asked again by the next. */
  function configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, insecure } = settings
    const options = { timeout: 10, ...(insecure ? { execute: [client.allowInsecureRequests] } : {}) }
    const auth = client.ClientSecretBasic(clientSecret)
    found ??= client.discovery(new URL(issuer), clientId, undefined, auth, options)
    found.catch(() => (found = undefined))
    return found
  }

  return {
    /**
     * The address to send the browser to, and the step that it brings back as `state`.
     * @param staffId who is to prove once more who they are; the provider is asked to ask anew
     */
    async start(redirectUri: string, origin: string, staffId: number | null): Promise<{ to: string; state: string }> {
      const verifier = client.randomPKCECodeVerifier()
      const nonce = client.randomNonce()
      const state = await steps.begin('oidc', { nonce, verifier, origin, staffId })
      const to = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(staffId === null ? {} : { max_age: '0' }),
      })
      return { to: to.href, state }
    },

    /**
     * @param callback the address the browser came back to, whole
     * @param state what this browser was sent away with: an answer to somebody else's question is none of ours
     * @throws CivicError SIGN_IN_FAILED; `fields.subject` is `unknown` for who is nobody here
     */
    async finish(callback: URL, state: string, device: string | null): Promise<OpenSession> {
      const failed = (cause?: unknown) => new CivicError('SIGN_IN_FAILED', { message: 'no sign-in came back', cause })
      const begun = await steps.take('oidc', state)
      if (!begun || callback.searchParams.get('state') !== state) throw failed()
      const tokens = await client
        .authorizationCodeGrant(await configuration(), callback, {
          expectedState: state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
          ...(begun.staffId === null ? {} : { maxAge: STRONG_MS / 1000 }),
        })
        .catch((cause: unknown) => {
          throw failed(cause)
        })
      const claims = tokens.claims()
      if (!claims) throw failed()
      const named = await findSubject(db.read, settings.issuer, subjectHash(claims.sub))
      const staffId = named?.active ? named.staffId : null
      if (staffId === null || (begun.staffId !== null && begun.staffId !== staffId))
        throw new CivicError('SIGN_IN_FAILED', { message: 'nobody here', fields: { subject: 'unknown' } })
      // Whoever has been signed in there since the morning has proved nothing just now.
      const provedAt = typeof claims.auth_time === 'number' ? claims.auth_time * 1000 : 0
      const strong = clock.now() - provedAt < STRONG_MS
      return sessions.open('staff', staffId, { via: 'oidc', device, strong })
    },

    /** @throws CivicError BAD_INPUT for a subject that is another's */
    link: (given: Given, input: In<'linkSubject'>) =>
      staff.change(given, 'linkSubject', input, { issuer: settings.issuer }, async (tx, { id: staffId }) => {
        const row = { issuer: settings.issuer, subjectHash: subjectHash(input.subject), staffId, linkedAt: clock.now() }
        if (!(await linkSubject(tx, row))) throw new CivicError('BAD_INPUT', { fields: { subject: 'taken' } })
      }),
    unlink: (given: Given, wire: In<'unlinkSubject'>) =>
      staff.change(given, 'unlinkSubject', wire, {}, (tx, { id }) => unlinkSubjects(tx, id)),
  }
}
export type CityIdentity = ReturnType<typeof createCityIdentity>
