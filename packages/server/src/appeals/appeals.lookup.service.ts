import {
  CivicError,
  stagesOf,
  stepsOf,
  type codeInput,
  type lookUpInput,
  type lookUpView,
  type ResidentActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { profileOfResident } from '../identity/people.service.ts'
import { command as once, lookupHash, readEvents, type Kernel, type Sql } from '../kernel/index.ts'
import { caller, notThere, readCode, receiptOf, type Receipt } from './appeals.command.service.ts'
import { openContact, phonedIn, samePhone } from './appeals.contact.store.ts'
import type { AppealCity } from './appeals.context.ts'
import { decideOn } from './appeals.decide.ts'
import { itemOf } from './appeals.item.ts'
import { isoOrNull } from './appeals.instants.ts'
import { countTry, forgetTries, takeBackTry } from './appeals.lookup.store.ts'
import { THING } from './appeals.photos.ts'
import { record } from './appeals.record.ts'
import { dueColumn, findAppeal, loadAppeal, setResident, type ShownAppeal } from './appeals.store.ts'
import { promiseOf } from './appeals.view.ts'

export type LookUpView = z.infer<typeof lookUpView>

export interface AppealLookUp {
  /**
   * Where an appeal stands, for whoever knows its code and how the number ends that was left with it.
   * @throws CivicError CODE_INVALID; NOT_FOUND, the same for a code that is none and for another number; RATE_LIMITED
   */
  lookUp(input: z.output<typeof lookUpInput>): Promise<LookUpView>
  /** Forgets the tries whose hour is over. @returns how many codes they were for */
  sweepTries(): Promise<number>
  /**
   * What the caller phoned in becomes theirs, if their own number is the one that was left.
   * @throws CivicError CODE_INVALID, NOT_FOUND
   */
  adopt(
    given: { readonly actor: ResidentActor; readonly idempotencyKey: string },
    input: z.output<typeof codeInput>,
  ): Promise<Receipt>
  /**
   * The same of everything that was phoned in under the number that the caller has just proved to be theirs, as long ago as
   * it cannot have been somebody else's.
   */
  adoptPhonedIn(actor: ResidentActor): Promise<void>
}

/** Four digits are 10,000 tries: at five wrong ones an hour, for each code, a third of a year in the middle. */
const WRONG_MAX = 5
const WRONG_MS = 3_600_000
const TAIL = 4
/** No number has a new owner sooner than this after the old one gave it up. */
const NUMBER_MS = 90 * 24 * 3_600_000
const ADOPTED_AT_ONCE = 20

export function createAppealLookUp({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealLookUp {
  const { db, clock } = kernel

  /** Counted before it is looked at, so that many at once are many, and also for codes that are none. */
  async function demandTry(key: Uint8Array): Promise<void> {
    const now = clock.now()
    const { tries, until } = await db.work((tx) => countTry(tx, key, now, now + WRONG_MS))
    if (tries > WRONG_MAX)
      throw new CivicError('RATE_LIMITED', {
        message: 'too many wrong numbers',
        retryAfterMs: Math.max(1000, until - now),
      })
  }

  return {
    async lookUp({ code: typed, phoneTail }) {
      const code = readCode(typed)
      const key = lookupHash(db.keys, `look-up ${code}`)
      await demandTry(key)
      const appeal = await findAppeal(db.read, code)
      const phone = appeal ? await phoneOf(db.read, appeal) : null
      if (!appeal || phone === null || phone.slice(-TAIL) !== phoneTail) throw notThere()
      // A right one was no try.
      await db.work((tx) => takeBackTry(tx, key))
      const now = clock.now()
      const { state } = appeal
      const events = await readEvents(db.read, THING, appeal.id, { personal: () => false })
      const { category, status, round, submittedAt, updatedAt, body } = itemOf(
        { ...appeal, dueAt: dueColumn(state) },
        city,
        now,
      )
      const stages = stagesOf(stepsOf(events, state.consent), state.submittedAt)
      return {
        code,
        category,
        status,
        round,
        submittedAt,
        updatedAt,
        body,
        stages: stages.map((stage) => ({ ...stage, at: isoOrNull(stage.at) })),
        promise: promiseOf(state, now),
        outcome: state.answeredAt === null ? null : state.outcome,
      }
    },

    sweepTries: () => db.work((tx) => forgetTries(tx, clock.now())),

    async adopt({ actor, idempotencyKey }, input) {
      const code = readCode(input.code)
      const what = { procedure: 'appeals.adopt', actor: caller(actor), idempotencyKey, input }
      return once({ db, clock }, what, async (tx) => {
        const now = clock.now()
        const appeal = await loadAppeal(tx, code)
        const own = await profileOfResident(tx, actor.id)
        const left = appeal && appeal.state.residentId === null ? await openContact(tx, appeal.id) : null
        if (!appeal || !samePhone(own?.phone ?? null, left?.phone ?? null)) throw notThere()
        const decided = decideOn(city, appeal.state, actor, 'adopt', {}, now)
        await record(tx, appeal, decided, now)
        await setResident(tx, appeal.id, actor.id)
        return receiptOf(code, decided.state, now)
      })
    },

    async adoptPhonedIn(actor) {
      const now = clock.now()
      const phone = (await profileOfResident(db.read, actor.id))?.phone ?? null
      if (phone === null) return
      for (const code of await phonedIn(db.read, phone, now - NUMBER_MS, ADOPTED_AT_ONCE))
        await db.work(async (tx) => {
          const appeal = await loadAppeal(tx, code)
          if (!appeal || appeal.state.residentId !== null) return
          await record(tx, appeal, decideOn(city, appeal.state, actor, 'adopt', {}, now), now)
          await setResident(tx, appeal.id, actor.id)
        })
    },
  }
}

/** Digits of the number under which the city would call; null when there is none. */
async function phoneOf(sql: Sql, appeal: ShownAppeal): Promise<string | null> {
  const { residentId } = appeal.state
  const contact = await openContact(sql, appeal.id)
  const phone = contact?.phone ?? (residentId === null ? null : (await profileOfResident(sql, residentId))?.phone)
  return phone?.replaceAll(/\D/g, '') ?? null
}
