import {
  CivicError,
  CONSENT_DAYS,
  type ConsentStanding,
  type integrationSchema,
  type IntegrationScope,
  type ResidentActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { logResident } from '../../identity/resident-log.ts'
import { command, openId, sealId, type Kernel, type Sql, type Tx } from '../../kernel/index.ts'
import { heldGrants, integrationOf, type Integration, type ScopeGrant } from '../integrations.store.ts'
import { deletePayloadsOf } from '../oidc/oidc.store.ts'
import { answerRequest, waitingRequest, type WaitingRequest } from './consents.request.ts'
import {
  consentBetween,
  consentOf,
  consentsOf,
  endConsent,
  extendConsent,
  insertConsent,
  type AgreedScope,
  type Consent,
} from './consents.store.ts'

type Request = z.infer<typeof integrationSchema.consentRequest>
type Answer = z.infer<typeof integrationSchema.consentAnswer>
export type ConsentItem = z.infer<typeof integrationSchema.consentItem>

interface Given {
  readonly actor: ResidentActor
  readonly idempotencyKey: string
}
/** A request that waits, and what this browser shows of having begun it. */
export interface Asking {
  readonly uid: string
  /** The cookie; null where there is none. */
  readonly began: string | null
}

/** What residents let integrations do in their name: asked, given, seen and undone. */
export interface Consents {
  /** Who asks for what. @throws CivicError NOT_FOUND for a request that is over, or began in another browser */
  request(actor: ResidentActor, asking: Asking): Promise<Request>
  /** @throws CivicError NOT_FOUND; SCOPE_MISSING where the city has ended what was asked for meanwhile */
  agree(given: Given, asking: Asking): Promise<Answer>
  /** Keeps nothing of it but the partner's answer. @throws CivicError NOT_FOUND */
  refuse(given: Given, asking: Asking): Promise<Answer>
  list(actor: ResidentActor): Promise<ConsentItem[]>
  /** Ends a consent, its tokens and its streams at once. @throws CivicError NOT_FOUND */
  undo(given: Given, ref: string): Promise<ConsentItem>
  /** Within the unit of work in which an account ends. */
  endAll(tx: Tx, residentId: number): Promise<void>
}

const DAY = 86_400_000
const REF_LABEL = 'consent reference'
const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
const noConsent = (): CivicError => new CivicError('NOT_FOUND', { message: 'no such consent' })

/** The grants that answer what is asked. @throws CivicError SCOPE_MISSING */
function grantsFor(asked: readonly IntegrationScope[], held: readonly ScopeGrant[]): ScopeGrant[] {
  return asked.map((scope) => {
    const grant = held.find((one) => one.scope === scope)
    if (!grant) throw new CivicError('SCOPE_MISSING', { fields: { scope } })
    return grant
  })
}

/** No longer than the city's own grants of what is asked. */
const untilOf = (grants: readonly ScopeGrant[], now: number): number =>
  Math.min(now + CONSENT_DAYS * DAY, ...grants.map(({ untilAt }) => untilAt ?? 0))

function standingOf(consent: Consent, held: readonly ScopeGrant[], live: boolean, now: number): ConsentStanding {
  if (consent.endedAt !== null) return 'ended'
  if (consent.untilAt <= now) return 'over'
  return live && consent.scopes.some(({ scope }) => held.some((grant) => grant.scope === scope)) ? 'active' : 'idle'
}

export function createConsents(kernel: Kernel): Consents {
  const { db, clock } = kernel

  async function asked(sql: Sql, asking: Asking) {
    const now = clock.now()
    const waiting = await waitingRequest(sql, asking, now)
    const integration = await integrationOf(sql, waiting.integrationId)
    if (integration?.status !== 'active') throw new CivicError('NOT_FOUND', { message: 'no such request' })
    const grants = grantsFor(waiting.scopes, await heldGrants(sql, integration.id, now))
    return { waiting, integration, grants, until: untilOf(grants, now), now }
  }

  async function itemOf(sql: Sql, consent: Consent, now: number): Promise<ConsentItem> {
    const integration = await integrationOf(sql, consent.integrationId)
    if (!integration) throw noConsent()
    const held = await heldGrants(sql, integration.id, now)
    return {
      ref: sealId(db.keys, REF_LABEL, consent.id),
      name: integration.name,
      operator: integration.operator,
      scopes: [...consent.scopes],
      standing: standingOf(consent, held, integration.status === 'active', now),
      givenAt: iso(consent.givenAt),
      until: iso(consent.untilAt),
      endedAt: isoOrNull(consent.endedAt),
      endedBy: consent.endedBy,
      usedAt: isoOrNull(consent.usedAt),
    }
  }

  /** What is asked for now is as it is asked for now; what was agreed to before and is not asked for goes on. */
  async function keep(
    tx: Tx,
    actor: ResidentActor,
    { id: integrationId }: Integration,
    { agreed, untilAt, now }: { agreed: readonly AgreedScope[]; untilAt: number; now: number },
  ): Promise<Consent> {
    const before = await consentBetween(tx, actor.id, integrationId, now)
    const kept = (before?.scopes ?? []).filter(({ scope }) => agreed.every((one) => one.scope !== scope))
    const scopes = [...agreed, ...kept]
    const until = Math.max(untilAt, before?.untilAt ?? 0)
    if (before) await extendConsent(tx, { id: before.id, scopes, givenAt: now, untilAt: until })
    const row = { token: tx.random(32).toString('base64url'), residentId: actor.id, integrationId, scopes }
    const id = before?.id ?? (await insertConsent(tx, { ...row, givenAt: now, untilAt: until }))
    const consent = await consentOf(tx, id)
    if (!consent) throw new Error('no row was made')
    return consent
  }

  const what = ({ actor, idempotencyKey }: Given, procedure: string, input: unknown) => ({
    procedure: `consents.${procedure}`,
    actor: { kind: 'resident' as const, id: actor.id, role: null },
    idempotencyKey,
    input,
  })

  return {
    async request(actor, asking) {
      const { waiting, integration, grants, until, now } = await asked(db.read, asking)
      const before = await consentBetween(db.read, actor.id, integration.id, now)
      const same = before && waiting.scopes.every((scope) => before.scopes.some((one) => one.scope === scope))
      return {
        integration: {
          ref: integration.publicId,
          name: integration.name,
          operator: integration.operator,
          returnsTo: waiting.returnsTo,
        },
        scopes: grants.map(({ scope, purpose, untilAt }) => ({ scope, purpose, until: iso(untilAt ?? now) })),
        until: iso(until),
        agreedAt: same ? iso(before.givenAt) : null,
      }
    },

    agree: (given, asking) =>
      command(kernel, what(given, 'agree', { uid: asking.uid }), async (tx) => {
        const { waiting, integration, grants, until: untilAt, now } = await asked(tx, asking)
        const agreed = grants.map(({ scope, purpose }) => ({ scope, purpose }))
        const consent = await keep(tx, given.actor, integration, { agreed, untilAt, now })
        const { publicId, name } = integration
        const data = { integration: publicId, name, scopes: waiting.scopes, until: iso(consent.untilAt) }
        await logResident(tx, given.actor.id, [{ type: 'consentGiven', data }], now)
        const accountId = String(given.actor.id)
        await answerRequest(tx, waiting, {
          login: { accountId, remember: false },
          consent: { grantId: consent.token },
        })
        return { next: waiting.next }
      }),

    refuse: (given, asking) =>
      command(kernel, what(given, 'refuse', { uid: asking.uid }), async (tx) => {
        const waiting: WaitingRequest = await waitingRequest(tx, asking, clock.now())
        await answerRequest(tx, waiting, { error: 'access_denied', error_description: 'the resident refused' })
        return { next: waiting.next }
      }),

    async list(actor) {
      const now = clock.now()
      return Promise.all((await consentsOf(db.read, actor.id)).map((consent) => itemOf(db.read, consent, now)))
    },

    async undo(given, ref) {
      const id = openId(db.keys, REF_LABEL, ref)
      if (id === null) throw noConsent()
      await command(kernel, what(given, 'undo', { ref }), async (tx) => {
        const consent = await consentOf(tx, id)
        if (!consent || consent.residentId !== given.actor.id) throw noConsent()
        const now = clock.now()
        if (await endConsent(tx, id, 'resident', now)) {
          const integration = await integrationOf(tx, consent.integrationId)
          const data = { integration: integration?.publicId, name: integration?.name }
          await logResident(tx, given.actor.id, [{ type: 'consentEnded', data }], now)
          await deletePayloadsOf(tx, id)
        }
        return {}
      })
      const consent = await consentOf(db.read, id)
      if (!consent) throw noConsent()
      return itemOf(db.read, consent, clock.now())
    },

    async endAll(tx, residentId) {
      for (const { id, endedAt } of await consentsOf(tx, residentId)) {
        if (endedAt === null) await endConsent(tx, id, 'account', clock.now())
        await deletePayloadsOf(tx, id)
      }
    },
  }
}
