/** Integrations (第三方接入), as the rest of the server sees them. */
export { createConsentsRouter } from './consents/consents.router.ts'
export type { ConsentItem, Consents } from './consents/consents.service.ts'
export { admitIntegration } from './desk/integration-admit.ts'
export { createIntegrations } from './integrations.service.ts'
export { oidcRoute } from './oidc/oidc.route.ts'
export type { GrantWatch } from './tokens/watch.ts'
