import type { ClientMetadata } from 'oidc-provider'
import { demandsPushed, type Integration } from '../integrations.store.ts'

/** An integration as the provider sees it. Of its texts nothing: the page of consent reads them from the row. */
export function clientOf(integration: Integration): ClientMetadata {
  const { publicId, jwks, jwksUri, redirectUris } = integration
  const asks = redirectUris.length > 0
  return {
    client_id: publicId,
    // Nobody shares a secret with us: it proves itself by a key of its own.
    token_endpoint_auth_method: 'private_key_jwt',
    ...(jwksUri === null ? { jwks: { keys: [...(jwks?.keys ?? [])] } } : { jwks_uri: jwksUri }),
    redirect_uris: [...redirectUris],
    response_types: asks ? ['code'] : [],
    grant_types: asks ? ['authorization_code', 'refresh_token', 'client_credentials'] : ['client_credentials'],
    subject_type: asks ? 'pairwise' : 'public',
    id_token_signed_response_alg: 'ES256',
    require_pushed_authorization_requests: asks && demandsPushed(integration),
  }
}
