import type { Actor } from '../identity/actor.ts'
import { CivicError } from '../kernel/errors.ts'
import type { IntegrationScope } from './integration.constants.ts'

/**
 * What whoever speaks by an integration's token may call: the procedure's path, and the scope that it takes; `public` for
 * what any token may ask, `page` for what our own page in a partner's frame needs and no token in a partner's hands. **What is not in this table is refused**: a procedure of tomorrow is closed until it is written
 * down here. tRPC, REST and uploads all ask the same table.
 */
export const SCOPE_OF_PROCEDURE: Readonly<Record<string, IntegrationScope | 'public' | 'page'>> = {
  'city.get': 'public',
  'city.locate': 'city.read',
  'city.areas': 'city.read',
  'city.shapes': 'city.read',
  'city.layers': 'city.read',
  'city.plate': 'city.read',
  'city.places': 'city.read',
  'assist.propose': 'appeals.submit',
  'appeals.submit': 'appeals.submit',
  'appeals.mine': 'appeals.track',
  'appeals.supplement': 'appeals.track',
  'appeals.urge': 'appeals.track',
  'appeals.withdraw': 'appeals.track',
  'appeals.rehandle': 'appeals.rate',
  'progress.get': 'appeals.track',
  'progress.live': 'appeals.track',
  'ratings.rate': 'appeals.rate',
  'files.upload': 'files.upload',
  'changes.since': 'changes.read',
  'integrations.mintEmbedSecret': 'embed',
  'webhookTunnel.open': 'webhooks',
  'webhookTunnel.next': 'webhooks',
  'webhookTunnel.close': 'webhooks',
  'identity.me': 'page',
  'places.list': 'page',
  'places.save': 'page',
  'assist.transcribe': 'page',
  'board.answers': 'page',
  'appeals.similar': 'page',
  'appeals.join': 'page',
  'appeals.unpublish': 'page',
  'appeals.reportPressure': 'page',
  // Nobody else than this page could show an account that is one partner's alone what is kept of it, and end it.
  'myData.looks': 'page',
  'myData.consents': 'page',
  'myData.copy': 'page',
  'myData.deletion': 'page',
  'myData.delete': 'page',
  'myData.keep': 'page',
}

/** By which integration and for what somebody speaks; null for everybody who speaks for themselves. */
export function viaOf(
  actor: Actor,
): { readonly integrationId: number; readonly scopes: readonly IntegrationScope[] } | null {
  if (actor.kind === 'integration') return { integrationId: actor.id, scopes: actor.scopes }
  return actor.kind === 'resident' && actor.via ? actor.via : null
}

/** Whether it is our own page in a partner's frame: a session that is nobody's consent, whose token the partner's page never sees. */
export const inFrame = (actor: Actor): boolean => actor.kind === 'resident' && actor.via?.consentId === null

/**
 * The scope that this call takes; null where it takes none, or the caller speaks for themselves.
 * @param path of the procedure, such as `appeals.submit`
 * @throws CivicError SCOPE_MISSING for a token without the scope, and for what no token may call
 */
export function scopeNeeded(actor: Actor, path: string): IntegrationScope | null {
  const via = viaOf(actor)
  if (!via) return null
  const scope = Object.hasOwn(SCOPE_OF_PROCEDURE, path) ? SCOPE_OF_PROCEDURE[path] : undefined
  if (scope === 'public' || (scope === 'page' && inFrame(actor))) return null
  if (scope === undefined || scope === 'page')
    throw new CivicError('SCOPE_MISSING', { message: `no integration may call ${path}` })
  if (!via.scopes.includes(scope))
    throw new CivicError('SCOPE_MISSING', { message: `${path} takes the scope ${scope}`, fields: { scope } })
  return scope
}
