import {
  isIntegrationScope,
  type IntegrationActor,
  type IntegrationScope,
  type ResidentActor,
} from '@civicgrid/contracts'
import type { Kernel } from '../../kernel/index.ts'
import type { AgreedScope } from '../consents/consents.store.ts'
import { touchConsent } from '../consents/consents.store.ts'
import { heldGrants } from '../integrations.store.ts'
import { payloadHash } from '../oidc/adapter.ts'
import { proves, type Proof } from './dpop.ts'
import { findToken } from './tokens.store.ts'

export interface ShownToken extends Proof {
  readonly token: string
  /** By which it was shown; one that is bound to a key opens nothing as a bearer, nor the other way round. */
  readonly scheme: 'Bearer' | 'DPoP'
}

/** Who an integration's access token speaks for. */
export interface Tokens {
  /** @returns undefined for what is no token, or holds no longer: itself, its consent, its integration, its resident */
  actorOf(shown: ShownToken): Promise<ResidentActor | IntegrationActor | undefined>
}

interface Payload {
  readonly scope?: string
  readonly aud?: string
  readonly jkt?: string
}
const TOKEN = /^[\w-]{43}$/
const HOUR = 3_600_000

export function createTokens(kernel: Kernel): Tokens {
  const { db, clock } = kernel
  const touching = new Set<number>()

  /** Beside the request, through the queue of all writes; where that is full, another request will do it. */
  function used(consentId: number, usedAt: number | null): void {
    const now = clock.now()
    if ((usedAt !== null && now - usedAt < HOUR) || touching.has(consentId)) return
    touching.add(consentId)
    void db
      .work((tx) => touchConsent(tx, consentId, now))
      .catch(() => undefined)
      .finally(() => touching.delete(consentId))
  }

  return {
    async actorOf(shown) {
      if (!TOKEN.test(shown.token)) return undefined
      const now = clock.now()
      const row = await findToken(db.read, payloadHash(shown.token), now)
      if (!row) return undefined
      const { scope, aud, jkt } = JSON.parse(row.payload) as Payload
      // Without an audience it is no key to the city's service.
      if (aud === undefined || (jkt === undefined) !== (shown.scheme === 'Bearer')) return undefined
      if (jkt !== undefined && !(await proves(kernel, shown, { token: shown.token, thumbprint: jkt }))) return undefined
      const held = new Set((await heldGrants(db.read, row.integrationId, now)).map((grant) => grant.scope))
      const scopes = (scope ?? '')
        .split(' ')
        .filter((one): one is IntegrationScope => isIntegrationScope(one) && held.has(one))
      const { integrationId, publicId, residentId, residence, consentId } = row
      if (row.kind === 'ClientCredentials')
        return { kind: 'integration', id: integrationId, publicId, jurisdiction: row.jurisdiction, scopes }
      if (residentId === null || residence === null || consentId === null || row.agreed === null) return undefined
      const agreed = new Set((JSON.parse(row.agreed) as AgreedScope[]).map((one) => one.scope))
      used(consentId, row.usedAt)
      const via = { integrationId, publicId, consentId, scopes: scopes.filter((one) => agreed.has(one)) }
      return { kind: 'resident', id: residentId, jurisdiction: residence, via }
    },
  }
}
