import { CivicError, isIntegrationScope, type IntegrationScope } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'
import { payloadHash } from '../oidc/adapter.ts'
import { byPublicId } from '../integrations.store.ts'
import { findPayload, putPayload, type PayloadRow } from '../oidc/oidc.store.ts'

// A partner's request as the provider left it while the person is with us. The provider reads our answer when the browser
// comes back to it.

const KIND = 'Interaction'

/** As far as we read it. */
interface Stored {
  readonly returnTo: string
  /** As they were checked: strings. */
  readonly params: Readonly<Record<string, string | undefined>>
}

export interface WaitingRequest {
  readonly uid: string
  readonly row: PayloadRow
  readonly integrationId: number
  readonly scopes: readonly IntegrationScope[]
  /** Host of the page that the person is sent back to. */
  readonly returnsTo: string
  /** Where the browser goes once it is answered: a path of ours. */
  readonly next: string
}

/**
 * The request of this name. It must have begun in this browser: else somebody could begin one, have another person agree to
 * it, and come in as them.
 * @throws CivicError NOT_FOUND
 */
export async function waitingRequest(
  sql: Sql,
  { uid, began }: { uid: string; began: string | null },
  now: number,
): Promise<WaitingRequest> {
  const row = began === uid ? await findPayload(sql, KIND, payloadHash(uid), now) : undefined
  const stored = row && (JSON.parse(row.payload) as Stored)
  const integration = stored && (await byPublicId(sql, stored.params['client_id'] ?? ''))
  if (!row || !stored || !integration) throw new CivicError('NOT_FOUND', { message: 'no such request' })
  const { pathname } = new URL(stored.returnTo)
  return {
    uid,
    row,
    integrationId: integration.id,
    scopes: (stored.params['scope'] ?? '').split(' ').filter(isIntegrationScope),
    returnsTo: new URL(stored.params['redirect_uri'] ?? '').host,
    next: pathname,
  }
}

/** What was decided, for the provider to read. */
export type Decision =
  | { readonly login: { accountId: string; remember: false }; readonly consent: { grantId: string } }
  | { readonly error: 'access_denied'; readonly error_description: string }

/** @param decision in the provider's own words */
export async function answerRequest(tx: Tx, { uid, row }: WaitingRequest, decision: Decision): Promise<void> {
  const payload = { ...(JSON.parse(row.payload) as Stored), result: decision }
  const next = {
    kind: KIND,
    idHash: payloadHash(uid),
    payload: JSON.stringify(payload),
    consentId: null,
    clientId: payload.params['client_id'] ?? null,
    expiresAt: Number(row.expiresAt),
  }
  await putPayload(tx, next, false)
}
