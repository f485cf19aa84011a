import {
  CivicError,
  stagesOf,
  stepsOf,
  type joinedView,
  type joinInputs,
  type joinReceipt,
  type AppealState,
  type ResidentActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { command as once, readEvents, type Kernel, type Tx } from '../../kernel/index.ts'
import { caller, notThere } from '../appeals.command.service.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from '../lists/appeals.cursor.ts'
import { decideOn, type NeighbourCommand } from '../appeals.decide.ts'
import { iso, isoOrNull } from '../appeals.instants.ts'
import { findJoined, insertJoin, keepAnswerOf, listJoined, type JoinedAppeal } from './appeals.joins.store.ts'
import { NEWEST } from '../lists/appeals.lists.store.ts'
import { joinedItemOf, type JoinedItem } from './appeals.stranger.ts'
import { THING } from '../appeals.photos.ts'
import { record } from '../appeals.record.ts'
import { idOfRef, refOf } from '../appeals.ref.ts'
import { loadAppealById, type LoadedAppeal } from '../appeals.store.ts'

export type JoinReceipt = z.infer<typeof joinReceipt>

interface GivenByResident {
  readonly actor: ResidentActor
  readonly idempotencyKey: string
}

/** 我也遇到: joining a neighbour's appeal, and what becomes of those that one has joined. */
export interface AppealJoins {
  /** Joining twice is joining once. @throws CivicError NOT_FOUND, FORBIDDEN for one's own, WRONG_STATE, NOT_ALLOWED_NOW */
  join(given: GivenByResident, input: z.output<typeof joinInputs.join>): Promise<JoinReceipt>
  /** Whether the result solved it for the caller, too; once for each result. @throws CivicError NOT_FOUND, NOT_ALLOWED_NOW */
  answerJoined(given: GivenByResident, input: z.output<typeof joinInputs.answerJoined>): Promise<JoinReceipt>
  joined(
    residentId: number,
    input: z.output<typeof joinInputs.joined>,
  ): Promise<{ items: JoinedItem[]; nextCursor: string | null }>
  /** @throws CivicError NOT_FOUND also for one that the caller has not joined */
  joinedOne(residentId: number, ref: string): Promise<z.infer<typeof joinedView>>
}

export function createAppealJoins({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealJoins {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  /** Runs a neighbour's command once for its key, on the appeal that the reference names. */
  function give<Command extends NeighbourCommand>(
    command: Command,
    { actor, idempotencyKey }: GivenByResident,
    input: z.output<(typeof joinInputs)[Command]>,
    run: (tx: Tx, appeal: LoadedAppeal, now: number) => Promise<AppealState>,
  ): Promise<JoinReceipt> {
    const id = idOfRef(db.keys, input.ref)
    const what = { procedure: `appeals.${command}`, actor: caller(actor), idempotencyKey, input }
    return once({ db, clock }, what, async (tx) => {
      const now = clock.now()
      const appeal = await loadAppealById(tx, id)
      if (!appeal) throw notThere()
      const { joined } = await run(tx, appeal, now)
      return { ref: refOf(db.keys, id), joined, at: iso(now) }
    })
  }

  const itemOf = (appeal: JoinedAppeal): JoinedItem => joinedItemOf(refOf(db.keys, appeal.id), appeal, city)

  return {
    join: (given, input) =>
      give('join', given, input, async (tx, appeal, now) => {
        const decided = decideOn(city, appeal.state, given.actor, 'join', {}, now)
        if (!(await insertJoin(tx, appeal.id, given.actor.id, now))) return appeal.state
        await record(tx, appeal, decided, now)
        return decided.state
      }),

    answerJoined: (given, input) =>
      give('answerJoined', given, input, async (tx, appeal, now) => {
        const { actor } = given
        if (!(await findJoined(tx, actor.id, appeal.id))) throw notThere()
        const { solved } = input
        const decided = decideOn(city, appeal.state, actor, 'answerJoined', { solved }, now)
        const said = { appealId: appeal.id, residentId: actor.id, solved, round: appeal.state.round, at: now }
        if (!(await keepAnswerOf(tx, said)))
          throw new CivicError('NOT_ALLOWED_NOW', { message: 'said already of this result' })
        await record(tx, appeal, decided, now)
        return decided.state
      }),

    async joined(residentId, { cursor, limit }) {
      const filter = `joined ${residentId}`
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      const rows = await listJoined(db.read, residentId, before, limit + 1)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return { items: rows.slice(0, limit).map(itemOf), nextCursor: last ? cursors.seal(filter, [last.join.id]) : null }
    },

    async joinedOne(residentId, ref) {
      const appeal = await findJoined(db.read, residentId, idOfRef(db.keys, ref))
      if (!appeal) throw notThere()
      const { state } = appeal
      const events = await readEvents(db.read, THING, appeal.id, { personal: false })
      const stages = stagesOf(stepsOf(events, state.consent), state.submittedAt)
      return { ...itemOf(appeal), stages: stages.map((stage) => ({ ...stage, at: isoOrNull(stage.at) })) }
    },
  }
}
