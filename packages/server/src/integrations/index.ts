/** Integrations (第三方接入), as the rest of the server sees them. */
export { byPublicId, heldGrants, integrationOf, type Integration, type ScopeGrant } from './integrations.store.ts'
