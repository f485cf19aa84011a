import {
  actorFor,
  CivicError,
  decideAppeal,
  NO_APPEAL,
  type Actor,
  type Channel,
  type Contact,
  type schema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { append, command as once, createSubject, newCode, type Kernel, type Tx } from '../kernel/index.ts'
import { afterDrafts, caller, receiptOf, toEvents, type Given, type Receipt } from './appeals.command.service.ts'
import { keepContact } from './appeals.contact.store.ts'
import type { AppealCity } from './appeals.context.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { attachPhotos, demandFewPhotos, THING } from './appeals.photos.ts'
import { insertAppeal, setHead } from './appeals.store.ts'

export type SubmitInput = z.output<typeof schema.submitInput>

/** Where an appeal comes in, and what an import knows of it besides. */
export interface Intake {
  readonly procedure: string
  readonly channel: Channel
  readonly externalId?: string
}

export interface AppealSubmit {
  submit(intake: Intake, given: Given, input: SubmitInput): Promise<Receipt>
}

/** 60 random bits collide once in 10⁹ submissions at 10⁹ appeals; five in a row are a broken source of randomness. */
const CODE_TRIES = 5

export function createAppealSubmit({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealSubmit {
  const { db, clock } = kernel

  return {
    async submit(intake, { actor, idempotencyKey }, input) {
      city.leaf(input.category)
      const place = city.place(input.place)
      demandFewPhotos(input.photos, city.photosMax)
      const contact = contactOf(input.contact)
      const { procedure } = intake
      return once({ db, clock }, { procedure, actor: caller(actor), idempotencyKey, input }, async (tx) => {
        const now = clock.now()
        const acting = actorFor({ ...NO_APPEAL, areaPath: place.areaPath }, actor, 'submit', now)
        if (!acting) throw new CivicError('FORBIDDEN', { message: 'the place is beyond this caller' })
        const { kind, category, text, photos, anonymous, consent } = input
        const rules = city.rules({ category, kind, areaPath: place.areaPath })
        const drafts = decideAppeal(
          NO_APPEAL,
          'submit',
          {
            kind,
            category,
            channel: intake.channel,
            jurisdiction: place.jurisdiction,
            areaPath: place.areaPath,
            residentId: actor.kind === 'resident' ? actor.id : null,
            anonymous,
            consent,
            photos,
            text,
            address: input.place.address || null,
            point: place.point,
            contact,
            occurredAt: input.occurredAt ? Date.parse(input.occurredAt) : null,
          },
          { now, actor: acting, calendar: city.calendar, rules },
        )
        const state = afterDrafts(NO_APPEAL, drafts, acting, now)
        const subjectId = await subjectFor(tx, actor)
        const { code, id } = await insertWithCode(tx, (free) =>
          insertAppeal(tx, { code: free, subjectId, externalId: intake.externalId ?? null, text, address: input.place.address || null, point: place.point }, state, now),
        )
        await attachPhotos(tx, photos, actor, id)
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

/** A resident has one key for all they say; a caller without an account gets one for this appeal. */
async function subjectFor(tx: Tx, actor: Actor): Promise<number> {
  return actor.kind === 'resident' ? subjectOfResident(tx, actor.id) : createSubject(tx)
}

async function insertWithCode(tx: Tx, insert: (code: string) => Promise<number | null>): Promise<{ code: string; id: number }> {
  for (let i = 0; i < CODE_TRIES; i++) {
    const code = newCode(tx.random)
    const id = await insert(code)
    if (id !== null) return { code, id }
  }
  throw new CivicError('INTERNAL', { message: `${CODE_TRIES} codes in a row are taken` })
}

function contactOf(given: SubmitInput['contact']): Contact | null {
  const name = given?.name || null
  const phone = given?.phone || null
  return name || phone ? { name, phone } : null
}

