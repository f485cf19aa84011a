import { CivicError, type Actor } from '@civicgrid/contracts'
import { actingBy, noteActed, type ActedFor } from '../authorities/index.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { append, command as once, createSubject, newCode, type Kernel, type Tx } from '../kernel/index.ts'
import { caller, receiptOf, type Given, type Receipt } from './appeals.command.service.ts'
import { keepContact } from './appeals.contact.store.ts'
import type { AppealCity, FoundPlace } from './appeals.context.ts'
import { contactOf, decideSubmit, toEvents, type Intake, type SubmitInput } from './appeals.decide.ts'
import { attachPhotos, attachRecordings, demandFewPhotos, THING } from './appeals.photos.ts'
import { demandPlainly, noteSource, sentAs, viaOfResident, type SourceNames } from './appeals.sources.ts'
import { insertAppeal, loadAppeal, setHead, type NewAppeal } from './appeals.store.ts'

export interface AppealSubmit {
  submit(intake: Intake, given: Given, input: SubmitInput): Promise<Receipt>
}

/** 60 random bits collide once in 10⁹ submissions at 10⁹ appeals; five in a row are a broken source of randomness. */
const CODE_TRIES = 5

export interface SubmitDeps {
  readonly kernel: Kernel
  readonly city: AppealCity
  readonly sources: Pick<SourceNames, 'learn'>
}

export function createAppealSubmit({ kernel, city, sources }: SubmitDeps): AppealSubmit {
  const { db, clock } = kernel

  return {
    async submit(intake, { actor, idempotencyKey }, input) {
      city.leaf(input.category)
      const place = city.place(input.place)
      demandFewPhotos(input.photos, city.photosMax)
      const contact = contactOf(input)
      const { procedure } = intake
      const via = viaOfResident(actor)
      demandPlainly(via, input)
      if (via) await sources.learn(via.publicId)
      return once({ db, clock }, { procedure, actor: caller(actor), idempotencyKey, input }, async (tx) => {
        const now = clock.now()
        const as = await sentAs(tx, via, actor, input)
        const already = as.before && (await loadAppeal(tx, as.before.code))
        if (already) return receiptOf(already.code, already.state, now)
        const actedFor = await actedForBy(tx, actor, input, now)
        const sender = actedFor?.actor ?? actor
        const { acting, drafts, state } = decideSubmit(
          city,
          intake,
          sender,
          { ...input, externalId: as.externalId },
          place,
          now,
        )
        const subjectId = await subjectFor(tx, sender)
        const { code, id } = await insertWithCode(tx, (free) =>
          insertAppeal(tx, newAppeal(intake, input, place, free, subjectId), state, now),
        )
        await noteSource(tx, id, via, as)
        await attachPhotos(tx, input.photos, actor, id)
        await attachRecordings(tx, input.recordings ?? [], actor, id)
        if (actedFor) await noteActed(tx, id, actedFor)
        if (contact) await keepContact(tx, id, subjectId, contact)
        const { headHash } = await append(tx, {
          thingKind: THING,
          thingId: id,
          expectedVersion: 0,
          prevHash: null,
          events: toEvents(drafts, subjectId, false),
          actor: acting,
          jurisdiction: place.jurisdiction,
          now,
        })
        await setHead(tx, id, headHash)
        return receiptOf(code, state, now)
      })
    },
  }
}

/** What stands beside the state in the row of an appeal. */
export function newAppeal(
  intake: Intake,
  input: SubmitInput,
  place: FoundPlace,
  code: string,
  subjectId: number,
): NewAppeal {
  return {
    code,
    subjectId,
    externalId: intake.externalId ?? null,
    text: input.text,
    address: input.place.address || null,
    point: place.point,
  }
}

/** A resident has one key for all they say; a caller without an account gets one for this appeal. */
export async function subjectFor(tx: Tx, actor: Actor): Promise<number> {
  return actor.kind === 'resident' ? subjectOfResident(tx, actor.onBehalfOf?.residentId ?? actor.id) : createSubject(tx)
}

/** In whose place it is sent, if in another's. @throws CivicError BAD_INPUT, NOT_FOUND, AUTHORITY_OVER */
async function actedForBy(
  tx: Tx,
  actor: Actor,
  { authority, onBehalfOf }: SubmitInput,
  now: number,
): Promise<ActedFor | null> {
  if (!authority) return null
  // Either somebody is named whom nobody has asked, or an authority says who it is.
  if (onBehalfOf || actor.kind !== 'resident') throw new CivicError('BAD_INPUT', { fields: { authority: 'unwanted' } })
  return actingBy(tx, actor, authority, now)
}

/** Draws codes until one is free. @param insert gives null for one that is taken */
export async function insertWithCode(
  tx: Tx,
  insert: (code: string) => Promise<number | null>,
): Promise<{ code: string; id: number }> {
  for (let i = 0; i < CODE_TRIES; i++) {
    const code = newCode(tx.random)
    const id = await insert(code)
    if (id !== null) return { code, id }
  }
  throw new CivicError('INTERNAL', { message: `${CODE_TRIES} codes in a row are taken` })
}
