import { hash, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import {
  CivicError,
  EMBED_SECRET_MS,
  EMBED_SESSION_MS,
  RESIDENT_SCOPES,
  type Actor,
  type CityText,
  type embedSchema,
  type IntegrationActor,
  type ResidentActor,
} from '@civicgrid/contracts'
import { LinkedMeanwhile, residentOf } from '../../identity/hosts/links.ts'
import { hashToken, newSessionToken } from '../../identity/sessions/tokens.ts'
import { subjectOfResident } from '../../identity/people.service.ts'
import { openFor, sealFor, type Kernel, type Tx } from '../../kernel/index.ts'
import { integrationOf } from '../integrations.store.ts'
import {
  deleteOver,
  deleteSession,
  findEmbeddable,
  findSession,
  insertSecret,
  insertSession,
  takeSecret,
} from './embed.store.ts'

type Schema = typeof embedSchema
type Prefill = z.infer<Schema['embedPrefill']>

/** A page of ours in a partner's: secret (the partner's server), session (our page in the frame). */
export interface Embedding {
  /** @throws CivicError UNAUTHENTICATED, FORBIDDEN for an origin that is not registered */
  mint(actor: Actor, input: z.infer<Schema['mintEmbedSecretInput']>): Promise<z.infer<Schema['embedSecret']>>
  /** @throws CivicError NOT_FOUND where nothing may be embedded under this name */
  settings(publicId: string): Promise<z.infer<Schema['embedSettings']>>
  /** Whatever is wrong with it, a secret that was shown is used up. @throws CivicError TICKET_INVALID */
  open(input: z.infer<Schema['openEmbedInput']>): Promise<z.infer<Schema['openedEmbed']>>
  /** For whom a token of such a session speaks; null for any other. */
  actorOf(token: string): Promise<ResidentActor | null>
  /** Forgets what is over. @returns how many */
  sweep(): Promise<number>
}

/** Where a secret is kept: opened elsewhere it does not open. */
const PREFILL = 'EmbedSecret'
const sha256 = (text: string) => hash('sha256', text, 'buffer')
const invalid = (why: string): CivicError =>
  new CivicError('TICKET_INVALID', { message: `refused by ${why}`, fields: { secret: why } })

function ownName(actor: Actor): IntegrationActor {
  if (actor.kind === 'integration') return actor
  if (actor.kind === 'guest') throw new CivicError('UNAUTHENTICATED', { message: 'a token of an integration first' })
  throw new CivicError('FORBIDDEN', { message: 'for an integration in its own name' })
}

/** @param accountOf what a client may call a resident */
export function createEmbedding({ db, clock, random }: Kernel, accountOf: (actor: ResidentActor) => string): Embedding {
  /** Once more where two first secrets of one person met: the second then finds the account of the first. */
  async function twice<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await db.work(work)
    } catch (error) {
      if (error instanceof LinkedMeanwhile) return db.work(work)
      throw error
    }
  }
  async function embeddable(publicId: string): Promise<{ name: CityText; origins: string[] }> {
    const found = await findEmbeddable(db.read, publicId, clock.now())
    if (!found)
      throw new CivicError('NOT_FOUND', { message: 'no such integration', fields: { integration: 'unknown' } })
    return { name: JSON.parse(found.name) as CityText, origins: JSON.parse(found.origins) as string[] }
  }

  return {
    async mint(actor, { subject, origin, proof, externalId, prefill }) {
      const { id: integrationId } = ownName(actor)
      const integration = await integrationOf(db.read, integrationId)
      if (!integration?.origins.includes(origin))
        throw new CivicError('FORBIDDEN', { message: 'not an origin of this integration', fields: { origin: 'value' } })
      const now = clock.now()
      const secret = random(32).toString('base64url')
      const expiresAt = now + EMBED_SECRET_MS
      const { publicId, jurisdiction } = integration
      await twice(async (tx) => {
        // What the partner calls them is all that it says of them: name and number they give themselves, to the city.
        const outsider = { issuer: publicId, subject, name: '', phone: null, phoneVerified: false, jurisdiction }
        const residentId = await residentOf(tx, outsider, now)
        const sealed = prefill && (await sealFor(tx, await subjectOfResident(tx, residentId), PREFILL, prefill))
        await insertSecret(tx, sha256(secret), {
          integrationId,
          residentId,
          origin,
          proof: Buffer.from(proof, 'base64url'),
          externalId: externalId ?? null,
          prefill: sealed ?? null,
          expiresAt,
        })
      })
      return { secret, expiresAt: new Date(expiresAt).toISOString() }
    },

    settings: embeddable,

    async open({ integration, secret, verifier, origin, renews }) {
      // Whatever is wrong with it, a secret that was shown is used up: that must be kept, so nothing throws in here.
      const row = await db.work((tx) => takeSecret(tx, sha256(secret)))
      if (!row || row.expiresAt <= clock.now()) throw invalid('secret')
      if (!timingSafeEqual(row.proof, sha256(verifier))) throw invalid('verifier')
      const partner = await integrationOf(db.read, row.integrationId)
      if (partner?.publicId !== integration) throw invalid('integration')
      const { origins } = await embeddable(integration)
      if (row.origin !== origin || !origins.includes(origin)) throw invalid('origin')

      const token = newSessionToken()
      const [tokenHash, before] = [hashToken(token), renews === undefined ? undefined : hashToken(renews)]
      const expiresAt = clock.now() + EMBED_SESSION_MS
      const { integrationId, residentId, externalId } = row
      const { jurisdiction } = partner
      await db.work(async (tx) => {
        if (before) await deleteSession(tx, before)
        if (tokenHash)
          await insertSession(tx, tokenHash, { integrationId, residentId, jurisdiction, externalId, expiresAt })
      })
      const subjectId = await subjectOfResident(db.read, residentId)
      return {
        token,
        expiresAt: new Date(expiresAt).toISOString(),
        account: accountOf({ kind: 'resident', id: residentId, jurisdiction }),
        prefill: row.prefill && (await openFor<Prefill>(db.read, subjectId, PREFILL, row.prefill)),
      }
    },

    async actorOf(token) {
      const tokenHash = hashToken(token)
      const found = tokenHash && (await findSession(db.read, tokenHash, clock.now()))
      if (!found) return null
      const { residentId: id, jurisdiction, integrationId, publicId, externalId } = found
      const via = { integrationId, publicId, consentId: null, scopes: RESIDENT_SCOPES, externalId }
      return { kind: 'resident', id, jurisdiction, via }
    },

    sweep: () => db.work((tx) => deleteOver(tx, clock.now())),
  }
}
