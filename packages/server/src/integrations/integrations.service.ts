import type { Provider } from 'oidc-provider'
import type { IntegrationActor, IntegrationScope, ResidentActor } from '@civicgrid/contracts'
import type { Kernel } from '../kernel/index.ts'
import { createConsents, type Consents } from './consents/consents.service.ts'
import { createProviders } from './oidc/provider.ts'
import { sweepPayloads } from './oidc/oidc.store.ts'
import { createQuotas } from './tokens/quotas.ts'
import { createTokens, type ShownToken } from './tokens/tokens.ts'
import { createGrantWatch, type GrantWatch } from './tokens/watch.ts'

/** Integrations, as the HTTP around them needs them. */
export interface Integrations {
  /** The OpenID provider of an address of this service. */
  readonly provider: (origin: string) => Provider
  readonly consents: Consents
  /** Ends what lasts longer than a request. */
  readonly watch: GrantWatch
  actorOf(shown: ShownToken): Promise<ResidentActor | IntegrationActor | undefined>
  /** @throws CivicError QUOTA_SPENT */
  spend(integrationId: number, scope: IntegrationScope): Promise<void>
  /** Forgets requests, codes and tokens that are over, and counts that no limit asks for. @returns how many */
  sweep(): Promise<number>
}

export interface IntegrationsOptions {
  readonly kernel: Kernel
  readonly utcOffsetMinutes: number
  /** What the provider did not foresee. */
  readonly onError: (error: Error) => void
}

export function createIntegrations({ kernel, utcOffsetMinutes, onError }: IntegrationsOptions): Integrations {
  const quotas = createQuotas(kernel, utcOffsetMinutes)
  const tokens = createTokens(kernel)
  return {
    provider: createProviders(kernel, onError),
    consents: createConsents(kernel),
    watch: createGrantWatch(kernel),
    actorOf: (shown) => tokens.actorOf(shown),
    spend: (integrationId, scope) => quotas.spend(integrationId, scope),
    async sweep() {
      const payloads = await kernel.db.work((tx) => sweepPayloads(tx, kernel.clock.now()))
      return payloads + (await quotas.sweep())
    },
  }
}
