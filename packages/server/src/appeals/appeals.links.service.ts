import {
  CivicError,
  rehandleUntil,
  type AppealActor,
  type linkedView,
  type rateLinkedInput,
  type rateLinkedOutput,
  type SystemActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { command as once, readEvents, type Kernel } from '../kernel/index.ts'
import { notThere } from './appeals.command.service.ts'
import type { AppealCity } from './appeals.context.ts'
import { decideAs } from './appeals.decide.ts'
import { iso } from './appeals.instants.ts'
import { openLink, sealLink, type RatingLink } from './appeals.links.ts'
import { THING } from './appeals.photos.ts'
import { record } from './appeals.record.ts'
import { findAppeal, findAppealById, loadAppealById, type ShownAppeal } from './appeals.store.ts'
import { replyOf } from './appeals.timeline.ts'

/** Rating by a signed link, which a message carries to whoever has no account here. */
export interface RatingLinks {
  /** The address of a link for the result that stands now, for a message to carry; null while there is none. */
  ratingLink(code: string): Promise<string | null>
  /** Null where nothing can be rated by it: made up, run out, or handled once more since. To ask is no fault. */
  linked(token: string): Promise<z.infer<typeof linkedView> | null>
  /** Once: whoever rated it before, by this link or signed in, rated it. @throws CivicError LINK_EXPIRED, WRONG_STATE */
  rateLinked(key: string, input: z.output<typeof rateLinkedInput>): Promise<z.infer<typeof rateLinkedOutput>>
}

/** A link is no account: what it does is recorded by its key, and stands in the log as the resident's word. */
const HOLDER: SystemActor = { kind: 'system', name: 'rating link' }

export function createRatingLinks({ kernel, city }: { kernel: Kernel; city: AppealCity }): RatingLinks {
  const { db, clock, random } = kernel

  /** @throws CivicError NOT_FOUND, LINK_EXPIRED */
  function read(token: string, now: number): RatingLink {
    const link = openLink(db.keys, token)
    if (!link) throw notThere()
    if (now > link.expiresAt) throw new CivicError('LINK_EXPIRED', { message: 'the link has run out' })
    return link
  }

  /** Not when it was handled again since, or closed. */
  const isSameRound = ({ state }: Pick<ShownAppeal, 'state'>, { round }: RatingLink): boolean =>
    state.round === round && state.outcome !== null

  return {
    async ratingLink(code) {
      const appeal = await findAppeal(db.read, code)
      if (appeal?.state.status !== 'answered') return null
      const { id, state } = appeal
      const expiresAt = rehandleUntil(state, { calendar: city.calendar, rules: city.rules(state) })
      if (expiresAt === null) return null
      return `/rate/${sealLink(db.keys, random, { appealId: id, round: state.round, expiresAt })}`
    },

    async linked(token) {
      const link = openLink(db.keys, token)
      if (!link || clock.now() > link.expiresAt) return null
      const appeal = await findAppealById(db.read, link.appealId)
      if (!appeal || !isSameRound(appeal, link)) return null
      const { state } = appeal
      const events = await readEvents(db.read, THING, link.appealId, {
        personal: (type) => type === 'feedbackGiven' || type === 'answered',
      })
      const reply = replyOf(events, {
        city,
        text: '',
        photo: () => null,
        names: new Map(),
        inside: false,
        guarded: false,
      })
      return {
        category: { code: state.category, name: city.categoryName(state.category) },
        submittedAt: iso(state.submittedAt),
        answeredAt: iso(state.answeredAt ?? state.submittedAt),
        outcome: state.outcome ?? 'explained',
        reply: reply?.text ?? null,
        expiresAt: iso(link.expiresAt),
        rated: state.status !== 'answered',
      }
    },

    async rateLinked(idempotencyKey, input) {
      const link = read(input.token, clock.now())
      const what = {
        procedure: 'ratings.rateLinked',
        actor: { kind: HOLDER.kind, id: null, role: null },
        idempotencyKey,
        input,
      }
      return once({ db, clock }, what, async (tx) => {
        const now = clock.now()
        const appeal = await loadAppealById(tx, link.appealId)
        if (!appeal) throw notThere()
        if (!isSameRound(appeal, link)) throw new CivicError('LINK_EXPIRED', { message: 'it is handled once more' })
        const { state } = appeal
        const acting: AppealActor = { kind: 'resident', id: state.residentId, role: 'resident', bodyCode: null }
        const { satisfaction, solved, text } = input
        const decided = decideAs(city, state, acting, 'rate', { satisfaction, solved, text, photos: [] }, now)
        await record(tx, appeal, decided, now)
        return { at: iso(now) }
      })
    },
  }
}
