import {
  CivicError,
  decideWebhook,
  evolveWebhook,
  NO_ENDPOINT,
  type EndpointState,
  type WebhookCommand,
  type WebhookInputs,
  type WebhookPause,
} from '@civicgrid/contracts'
import { append, sealId, type Kernel, type Keyring, type Tx } from '../../kernel/index.ts'
import { cancelWaiting, insertDelivery } from './deliveries.store.ts'
import { pausedMessage } from './webhooks.messages.ts'
import {
  forgetSecrets,
  insertEndpoint,
  loadEndpoint,
  openEndpointsOf,
  saveEndpoint,
  WEBHOOK_THING,
  type Endpoint,
  type EndpointKind,
  type EndpointSecrets,
} from './webhooks.store.ts'
import { integrationOf } from '../integrations.store.ts'

const REF_LABEL = 'webhook endpoint'
const MESSAGE_LABEL = 'webhook message'

export const refOf = (keys: Keyring, id: number): string => sealId(keys, REF_LABEL, id)
export const messageIdOf = (keys: Keyring, id: number): string => `msg_${sealId(keys, MESSAGE_LABEL, id)}`
export const LABELS = { ref: REF_LABEL, message: MESSAGE_LABEL } as const

export interface WebhookReceipt {
  [key: string]: string | number
  ref: string
  version: number
  at: string
}

/** Who gives a command; in the log by kind and number. */
export interface WebhookBy {
  readonly kind: 'staff' | 'partner' | 'system'
  readonly id: number | null
  readonly role: string
}
export const BY_ITSELF: WebhookBy = { kind: 'system', id: null, role: 'system' }

interface Given<Name extends WebhookCommand> {
  readonly name: Name
  readonly input: WebhookInputs[Name]
  readonly by: WebhookBy
  readonly now: number
}

async function write<Name extends WebhookCommand>(
  tx: Tx,
  id: number,
  before: { state: EndpointState; headHash: Uint8Array | null; jurisdiction: string },
  { name, input, by, now }: Given<Name>,
): Promise<{ state: EndpointState; receipt: WebhookReceipt }> {
  const drafts = decideWebhook(before.state, name, input as never, { now })
  const head = await append(tx, {
    thingKind: WEBHOOK_THING,
    thingId: id,
    expectedVersion: before.state.version,
    prevHash: before.headHash,
    events: drafts.map(({ type, data }) => ({ type, data, visibility: 'staff' as const })),
    actor: by,
    jurisdiction: before.jurisdiction,
    now,
  })
  const state = drafts.reduce(
    (next, { type, data }) => evolveWebhook(next, { type, data, seq: next.version + 1, at: now, actor: by }),
    before.state,
  )
  await saveEndpoint(tx, id, state, head)
  return { state, receipt: { ref: refOf(tx.keys, id), version: head.version, at: new Date(now).toISOString() } }
}

const jurisdictionOf = async (tx: Tx, integrationId: number): Promise<string> =>
  (await integrationOf(tx, integrationId))?.jurisdiction ?? '/'

/** A new endpoint. @throws CivicError what the machine refuses */
export async function begin(
  tx: Tx,
  row: { integrationId: number; kind: EndpointKind; secrets: EndpointSecrets; jurisdiction: string },
  given: Given<'add'>,
): Promise<{ id: number; receipt: WebhookReceipt }> {
  const { id } = await insertEndpoint(tx, { ...row, now: given.now })
  const before = { state: NO_ENDPOINT, headHash: null, jurisdiction: row.jurisdiction }
  return { id, receipt: (await write(tx, id, before, given)).receipt }
}

/**
 * A command on one that stands. Closing it forgets its secrets and calls off what waits.
 * @param expected the version that the caller saw; null where that does not matter
 * @throws CivicError VERSION_CONFLICT and what the machine refuses
 */
export async function change<Name extends Exclude<WebhookCommand, 'add'>>(
  tx: Tx,
  endpoint: Endpoint,
  given: Given<Name>,
  expected: number | null = null,
): Promise<WebhookReceipt> {
  const { id, integrationId, headHash, state } = endpoint
  if (expected !== null && expected !== state.version)
    throw new CivicError('VERSION_CONFLICT', { changes: { version: state.version, events: [] } })
  const jurisdiction = await jurisdictionOf(tx, integrationId)
  const { receipt } = await write(tx, id, { state, headHash, jurisdiction }, given)
  if (given.name === 'close') {
    await cancelWaiting(tx, id, given.now)
    await forgetSecrets(tx, endpoint, given.now)
  }
  return receipt
}

/**
 * Stops an endpoint that failed for long or said that it is gone, and says so to the partner's other endpoints; at the desk
 * its engineers read it on top of the page.
 */
export async function pauseByItself({ db, clock }: Kernel, id: number, why: WebhookPause): Promise<void> {
  await db.work(async (tx) => {
    const endpoint = await loadEndpoint(tx, id)
    if (endpoint?.state.status !== 'active') return
    const now = clock.now()
    await change(tx, endpoint, { name: 'pause', input: { why }, by: BY_ITSELF, now })
    const body = pausedMessage(endpoint.state.host, why, now)
    for (const other of await openEndpointsOf(tx, endpoint.integrationId))
      if (other.id !== id)
        await insertDelivery(
          tx,
          { endpointId: other.id, eventId: null, thingId: null, type: 'webhook.paused', body },
          now,
        )
  })
}
