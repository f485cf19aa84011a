import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { EmbedSecret, MintEmbedSecretInput } from '../wire/embed.ts'

/** For a partner's server, with a token of its own: `session: tokenSession(…)` over client_credentials. */
export interface IntegrationsFacade {
  /**
   * A single-use secret for whoever sits at the partner's page, with the scope `embed`.
   * @throws CivicError FORBIDDEN for an origin that is not registered, SCOPE_MISSING, QUOTA_SPENT
   */
  mintEmbedSecret(input: MintEmbedSecretInput, options?: CallOptions): Promise<EmbedSecret>
}

export const integrationsFacade = (call: Caller): IntegrationsFacade => ({
  mintEmbedSecret: (input, options) => call.command('integrations.mintEmbedSecret', input, options),
})
