import { hash } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { Kernel, Tx } from '../../kernel/index.ts'
import { consentByToken } from '../consents/consents.store.ts'
import { byPublicId, heldGrants } from '../integrations.store.ts'
import { clientOf } from './client.ts'
import { consumePayload, deletePayload, deletePayloadsOf, findPayload, putPayload } from './oidc.store.ts'

/** The name of a row: what it is named by opens something, so only its hash is kept. */
export const payloadHash = (id: string): Buffer => hash('sha256', id, 'buffer')

const seconds = (ms: number): number => Math.floor(ms / 1000)

/**
 * What the provider keeps, on our storage and by the kernel's clock: the library counts by the machine's own, so a clock that
 * was moved (tests, sandbox) ends things here. Integrations and consents have rows of their own, of which the provider sees a
 * client and a grant; it never writes them.
 * @param resource the one resource, as which the city's service is asked for
 */
export function adapterOver({ db, clock }: Kernel, resource: string): (kind: string) => Adapter {
  async function client(id: string): Promise<AdapterPayload | undefined> {
    const integration = await byPublicId(db.read, id)
    return integration?.status === 'active' ? { ...clientOf(integration) } : undefined
  }

  async function grant(token: string): Promise<AdapterPayload | undefined> {
    const consent = await consentByToken(db.read, token)
    const now = clock.now()
    if (!consent || consent.endedAt !== null || consent.untilAt <= now) return undefined
    const [integration, held] = await Promise.all([
      db.read.get<{ publicId: string }>(`SELECT "publicId" FROM "Integration" WHERE "id" = ?`, consent.integrationId),
      heldGrants(db.read, consent.integrationId, now),
    ])
    const agreed = consent.scopes.map(({ scope }) => scope)
    const scope = held.flatMap((one) => (agreed.includes(one.scope) ? one.scope : [])).join(' ')
    return {
      jti: token,
      kind: 'Grant',
      iat: seconds(Date.now() - (now - consent.givenAt)),
      exp: seconds(Date.now() + consent.untilAt - now),
      accountId: String(consent.residentId),
      ...(integration ? { clientId: integration.publicId } : {}),
      openid: { scope: 'openid' },
      ...(scope === '' ? {} : { resources: { [resource]: scope } }),
    }
  }

  /** What is told to come again by us is told so in the protocol's words. */
  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await db.work(work)
    } catch (error) {
      if (!(error instanceof CivicError && error.retryable)) throw error
      throw Object.assign(new errors.TemporarilyUnavailable(), { status: 503, statusCode: 503 })
    }
  }

  const nothing = () => Promise.resolve(undefined)
  const notWritten = () => Promise.reject(new Error('not written by the provider'))

  return (kind) => ({
    async upsert(id, payload, expiresIn = 0) {
      // Nobody stays signed in with the provider: each request asks the portal who is there.
      if (kind === 'Session') return
      if (kind === 'Client' || kind === 'Grant') return notWritten()
      const { jti: _, ...rest } = payload
      const consent = payload.grantId === undefined ? undefined : await consentByToken(db.read, payload.grantId)
      const row = {
        kind,
        idHash: payloadHash(id),
        payload: JSON.stringify(rest),
        consentId: consent?.id ?? null,
        clientId: payload.clientId ?? null,
        expiresAt: clock.now() + expiresIn * 1000,
      }
      const once = kind === 'ReplayDetection'
      // Two at once: whoever comes second is the replay.
      if (!(await write((tx) => putPayload(tx, row, once)))) throw new errors.InvalidRequest('used before')
    },
    async find(id) {
      if (kind === 'Session') return undefined
      if (kind === 'Client') return client(id)
      if (kind === 'Grant') return grant(id)
      const row = await findPayload(db.read, kind, payloadHash(id), clock.now())
      if (!row) return undefined
      const payload = { ...(JSON.parse(row.payload) as AdapterPayload), jti: id }
      return row.consumedAt === null ? payload : { ...payload, consumed: seconds(row.consumedAt) }
    },
    findByUserCode: nothing,
    findByUid: nothing,
    async consume(id) {
      if (!(await write((tx) => consumePayload(tx, kind, payloadHash(id), clock.now()))))
        throw new errors.InvalidGrant('used before')
    },
    async destroy(id) {
      if (kind !== 'Session') await write((tx) => deletePayload(tx, kind, payloadHash(id)))
    },
    async revokeByGrantId(grantId) {
      const consent = await consentByToken(db.read, grantId)
      if (consent) await write((tx) => deletePayloadsOf(tx, consent.id, kind))
    },
  })
}
