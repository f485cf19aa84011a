import {
  CivicError,
  mayWebhook,
  WEBHOOK_ENDPOINTS_MAX,
  type StaffActor,
  type WebhookCommand,
  type WebhookInputs,
  type WebhookRole,
  type webhookSchema,
} from '@civicgrid/contracts'
import type { BlockList } from 'node:net'
import type { z } from 'zod'
import { command, openId, type Kernel, type Sql, type Tx } from '../../kernel/index.ts'
import { integrationOf, loadIntegration, type Integration } from '../integrations.store.ts'
import { insertDelivery, sendAnew, sendFailedAnew } from './deliveries.store.ts'
import { deliveryLog, type DeliveryLog } from './webhooks.log.ts'
import { testMessage } from './webhooks.messages.ts'
import { begin, change, LABELS, type WebhookReceipt } from './webhooks.record.ts'
import { newSecret, verifierOf } from './webhooks.sign.ts'
import {
  endpointsOf,
  findEndpoint,
  loadEndpoint,
  openEndpointsOf,
  saveSecrets,
  secretsOf,
  type Endpoint,
} from './webhooks.store.ts'
import { addressProblem, hostOf } from './webhooks.url.ts'
import { endpointViewOf, historyOf, type EndpointDetails, type EndpointView } from './webhooks.view.ts'
import type { Silence } from './webhooks.hear.ts'

type In<Name extends keyof typeof webhookSchema.webhookInputs> = z.output<(typeof webhookSchema.webhookInputs)[Name]>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}
type Secret = z.infer<typeof webhookSchema.webhookSecret>
type Replayed = z.infer<typeof webhookSchema.webhookReplayed>

/** Webhooks at the desk. @throws CivicError NOT_FOUND for what is not the caller's, FORBIDDEN for what is not theirs to do */
export interface Webhooks extends DeliveryLog {
  list(actor: StaffActor, integration: string): Promise<z.infer<typeof webhookSchema.webhookEndpoints>>
  get(actor: StaffActor, ref: string): Promise<EndpointDetails>
  /** The secret is in this answer and in no record. @throws CivicError BAD_INPUT for a private address, NOT_ALLOWED_NOW for one too many */
  add(given: Given, input: In<'add'>): Promise<Secret>
  change(given: Given, input: In<'change'>): Promise<WebhookReceipt>
  rotate(given: Given, input: In<'rotate'>): Promise<Secret>
  pause(given: Given, input: In<'pause'>): Promise<WebhookReceipt>
  resume(given: Given, input: In<'resume'>): Promise<WebhookReceipt>
  close(given: Given, input: In<'close'>): Promise<WebhookReceipt>
  /** Sends a message that says nothing. */
  test(given: Given, ref: string): Promise<WebhookReceipt>
  replay(given: Given, input: In<'replay'>): Promise<Replayed>
}

export interface WebhooksOptions {
  readonly kernel: Kernel
  /** As whom somebody acts on an integration. @throws CivicError NOT_FOUND where it is not theirs to know of */
  readonly roleOn: (sql: Sql, actor: StaffActor, publicId: string) => Promise<{ row: Integration; role: WebhookRole }>
  readonly silence: (sql: Sql, integration: Pick<Integration, 'id' | 'status'>) => Promise<Silence | null>
  readonly allowed: BlockList
  /** Something is due. */
  readonly wake: () => void
}

/** How long after the command its secret may be fetched again: a lost response, not a second look. */
const SAME_LOOK_MS = 120_000

export function createWebhooks({ kernel, roleOn, silence, allowed, wake }: WebhooksOptions): Webhooks {
  const { db, clock, random } = kernel
  const notThere = () => new CivicError('NOT_FOUND', { message: 'no such webhook' })
  const idOf = (ref: string): number => openId(db.keys, LABELS.ref, ref) ?? 0
  const messageOf = (id: string): number => (id.startsWith('msg_') && openId(db.keys, LABELS.message, id.slice(4))) || 0

  async function roleAt(sql: Sql, actor: StaffActor, endpoint: Endpoint | undefined): Promise<WebhookRole> {
    const integration = endpoint && (await integrationOf(sql, endpoint.integrationId))
    // A tunnel is whoever's opened it, for minutes; the desk shows none.
    if (!integration || endpoint.kind !== 'http') throw notThere()
    return (await roleOn(sql, actor, integration.publicId)).role
  }
  async function seen(actor: StaffActor, which: string | number) {
    const endpoint = await findEndpoint(db.read, typeof which === 'number' ? which : idOf(which))
    const role = await roleAt(db.read, actor, endpoint)
    if (!endpoint) throw notThere()
    return { endpoint, role }
  }
  const what = ({ actor, idempotencyKey }: Given, name: string, input: object) => ({
    procedure: `webhooks.${name}`,
    actor: { kind: 'staff' as const, id: actor.id, role: null },
    idempotencyKey,
    input,
  })
  const demand = (role: WebhookRole, name: WebhookCommand): void => {
    if (!mayWebhook(role, name)) throw new CivicError('FORBIDDEN', { message: `${name} is not for this caller` })
  }
  const demandAddress = (url: string): void => {
    const problem = addressProblem(url, allowed)
    if (problem !== null) throw new CivicError('BAD_INPUT', { fields: { url: problem } })
  }

  /** A command on one that stands, and what else is written with it. */
  async function give<Name extends Exclude<WebhookCommand, 'add'>, R extends WebhookReceipt>(
    given: Given,
    name: Name,
    wire: { ref: string; expectedVersion?: number },
    work: (tx: Tx, endpoint: Endpoint, run: (input: WebhookInputs[Name]) => Promise<WebhookReceipt>) => Promise<R>,
  ): Promise<R> {
    const receipt = await command(kernel, what(given, name, wire), async (tx) => {
      const endpoint = await loadEndpoint(tx, idOf(wire.ref))
      const role = await roleAt(tx, given.actor, endpoint)
      if (!endpoint) throw notThere()
      demand(role, name)
      const by = { kind: 'staff', id: given.actor.id, role } as const
      const run = (input: WebhookInputs[Name]) =>
        change(tx, endpoint, { name, input, by, now: clock.now() }, wire.expectedVersion ?? null)
      return work(tx, endpoint, run)
    })
    wake()
    return receipt
  }

  /** Read where it is sealed: a record of the command would keep it. */
  async function shown(receipt: WebhookReceipt): Promise<Secret> {
    const endpoint = await findEndpoint(db.read, idOf(receipt.ref))
    const secrets = endpoint && (await secretsOf(db.read, endpoint))
    if (!secrets || endpoint.state.version !== receipt.version || clock.now() - Date.parse(receipt.at) > SAME_LOOK_MS)
      throw new CivicError('NOT_ALLOWED_NOW', { message: 'the secret is shown once' })
    return { ref: receipt.ref, version: receipt.version, at: receipt.at, verifier: verifierOf(secrets.secret) }
  }

  return {
    async list(actor, publicId) {
      const { row, role } = await roleOn(db.read, actor, publicId)
      const now = clock.now()
      const endpoints = await endpointsOf(db.read, row.id)
      const items: EndpointView[] = []
      for (const endpoint of endpoints) items.push(await endpointViewOf(db.read, endpoint, role, now))
      const open = endpoints.filter(({ status }) => status !== 'closed').length
      return {
        items,
        mayAdd: mayWebhook(role, 'add') && row.status !== 'closed' && open < WEBHOOK_ENDPOINTS_MAX,
        stopped: await silence(db.read, row),
      }
    },

    async get(actor, ref) {
      const { endpoint, role } = await seen(actor, ref)
      const view = await endpointViewOf(db.read, endpoint, role, clock.now())
      return { ...view, history: await historyOf(db.read, endpoint.id) }
    },

    async add(given, input) {
      demandAddress(input.url)
      const receipt = await command(kernel, what(given, 'add', input), async (tx) => {
        const { row, role } = await roleOn(tx, given.actor, input.integration)
        demand(role, 'add')
        // Two at once are one after the other.
        await loadIntegration(tx, row.id)
        const open = (await openEndpointsOf(tx, row.id)).filter(({ kind }) => kind === 'http')
        if (row.status === 'closed' || open.length >= WEBHOOK_ENDPOINTS_MAX)
          throw new CivicError('NOT_ALLOWED_NOW', { message: 'no more endpoints for this integration' })
        const secrets = { url: input.url, secret: newSecret(random, input.scheme), before: null }
        const facts = { host: hostOf(input.url), types: input.types, scheme: input.scheme }
        const made = await begin(
          tx,
          { integrationId: row.id, kind: 'http', secrets, jurisdiction: row.jurisdiction },
          { name: 'add', input: facts, by: { kind: 'staff', id: given.actor.id, role }, now: clock.now() },
        )
        return made.receipt
      })
      return shown(receipt)
    },

    async change(given, input) {
      demandAddress(input.url)
      return give(given, 'change', input, async (tx, endpoint, run) => {
        const secrets = await secretsOf(tx, endpoint)
        const receipt = await run({ host: hostOf(input.url), types: input.types })
        if (secrets) await saveSecrets(tx, endpoint.id, endpoint.subjectId, { ...secrets, url: input.url })
        return receipt
      })
    },

    async rotate(given, input) {
      const receipt = await give(given, 'rotate', input, async (tx, endpoint, run) => {
        const secrets = await secretsOf(tx, endpoint)
        const done = await run({ scheme: input.scheme })
        const next = {
          url: secrets?.url ?? null,
          secret: newSecret(random, input.scheme),
          before: secrets?.secret ?? null,
        }
        await saveSecrets(tx, endpoint.id, endpoint.subjectId, next)
        return done
      })
      return shown(receipt)
    },

    pause: (given, input) => give(given, 'pause', input, (_tx, _endpoint, run) => run({ why: 'asked' })),
    resume: (given, input) => give(given, 'resume', input, (_tx, _endpoint, run) => run({})),
    close: (given, input) => give(given, 'close', input, (_tx, _endpoint, run) => run({})),
    test: (given, ref) =>
      give(given, 'test', { ref }, async (tx, { id }, run) => {
        const now = clock.now()
        const message = { endpointId: id, eventId: null, thingId: null, type: 'webhook.test', body: testMessage(now) }
        await insertDelivery(tx, message, now)
        return run({})
      }),

    ...deliveryLog({ kernel, seen, messageOf }),

    replay: (given, input) =>
      give(given, 'replay', input, async (tx, { id }, run) => {
        const now = clock.now()
        let count = 0
        for (const messageId of input.messageIds) count += Number(await sendAnew(tx, id, messageOf(messageId), now))
        if (input.failedSince) count += await sendFailedAnew(tx, id, Date.parse(input.failedSince), now)
        return { ...(await run({ count })), count }
      }),
  }
}
