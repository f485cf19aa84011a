import { CivicError, type Actor, type CityText, type ResidentVia } from '@civicgrid/contracts'
import { lookupHash, type Db, type Tx } from '../kernel/index.ts'
import type { SubmitInput } from './appeals.decide.ts'
import { findSent, insertSource, listSourceNames, type Sent } from './appeals.sources.store.ts'

/** What is sent through an integration: who it is called, and once for each id of its own. */

/** Names of integrations, as lists and views show them (经 XX 提交). */
export interface SourceNaming {
  sourceName(publicId: string): CityText | null
}
export interface SourceNames extends SourceNaming {
  /** Reads them anew; other processes change them too. */
  refresh(): Promise<void>
  /** Knows this one from now on. */
  learn(publicId: string): Promise<void>
}
export function createSourceNames(db: Db): SourceNames {
  let names: ReadonlyMap<string, CityText> = new Map()
  const refresh = async () => {
    names = await listSourceNames(db.read)
  }
  return {
    sourceName: (publicId) => names.get(publicId) ?? null,
    refresh,
    learn: async (publicId) => {
      if (!names.has(publicId)) await refresh()
    },
  }
}

export const viaOfResident = (actor: Actor): ResidentVia | null =>
  actor.kind === 'resident' ? (actor.via ?? null) : null

/** @throws CivicError BAD_INPUT for an id of nobody's, FORBIDDEN for who would act for another through a partner */
export function demandPlainly(via: ResidentVia | null, { externalId, authority }: SubmitInput): void {
  if (externalId && !via) throw new CivicError('BAD_INPUT', { fields: { externalId: 'unwanted' } })
  if (authority && via) throw new CivicError('FORBIDDEN', { message: 'nobody acts for another through an integration' })
}

/** What an appeal is sent under: the partner's own id for it, and who says what. */
export interface SentAs {
  readonly externalId: string | null
  readonly bodyHash: Uint8Array | null
  /** The very same was sent before: it is that one. */
  readonly before: Sent | null
}
const AS_NOTHING: SentAs = { externalId: null, bodyHash: null, before: null }

/**
 * Under which id of the partner's it is sent. One that the partner's server put into a page's session belongs to the first
 * appeal that is sent there; what comes after it has none.
 * @throws CivicError IDEMPOTENCY_CONFLICT where the id that the partner gives stands for something else
 */
export async function sentAs(
  tx: Tx,
  via: ResidentVia | null,
  actor: Actor,
  { externalId: given, ...said }: SubmitInput,
): Promise<SentAs> {
  const externalId = given ?? via?.externalId ?? null
  if (!via || externalId === null) return AS_NOTHING
  // Keyed, since words are guessed.
  const sender = 'id' in actor ? actor.id : 0
  const bodyHash = lookupHash(tx.keys, `sent ${sender} ${JSON.stringify(said)}`)
  const before = (await findSent(tx, via.integrationId, externalId)) ?? null
  if (!before || (before.bodyHash && bodyHash.equals(before.bodyHash))) return { externalId, bodyHash, before }
  if (!given) return AS_NOTHING
  throw new CivicError('IDEMPOTENCY_CONFLICT', {
    message: 'this externalId stands for another appeal',
    fields: { externalId: 'used' },
  })
}

/** Writes down through whom an appeal came. */
export async function noteSource(
  tx: Tx,
  appealId: number,
  via: ResidentVia | null,
  { externalId, bodyHash }: SentAs,
): Promise<void> {
  if (!via) return
  const { integrationId, consentId } = via
  if (await insertSource(tx, { appealId, integrationId, consented: consentId !== null, externalId, bodyHash })) return
  // The same one was sent twice at once: this one finds the other when it comes again.
  throw new CivicError('OVERLOADED', { message: 'the same externalId is being sent', retryAfterMs: 200 })
}
