import type { Actor, AppealState } from '@civicgrid/contracts'
import { append, IDEMPOTENCY_DAYS, keepAnswer, type StoredEvent, type Tx } from '../kernel/index.ts'
import { caller, receiptOf } from './appeals.command.service.ts'
import { keptQueuesOf, showAppeal } from './board/appeals.board.reader.ts'
import { setQueued } from './board/appeals.board.store.ts'
import { keepContact } from './appeals.contact.store.ts'
import type { AppealCity, FoundPlace } from './appeals.context.ts'
import { countEvents, type Changes } from './lists/appeals.counters.reader.ts'
import { contactOf, toEvents, type Decided, type Intake, type SubmitInput } from './appeals.decide.ts'
import { THING } from './appeals.photos.ts'
import { gramsOfAppeal } from './lists/appeals.search.reader.ts'
import { addGrams } from './lists/appeals.search.store.ts'
import { insertAppeal, setHead } from './appeals.store.ts'
import { insertWithCode, newAppeal, subjectFor } from './appeals.submit.service.ts'

/** One command that was lived through in memory. */
export interface Act {
  readonly actor: Actor
  readonly procedure: string
  readonly idempotencyKey: string
  /** As it would have come over the wire, without code and version; null for the submission, whose input stands apart. */
  readonly wire: object | null
  readonly decided: Decided
  /** Epoch milliseconds. */
  readonly at: number
}

/** A whole appeal that was lived through in memory, command by command. */
export interface Lived {
  readonly intake: Intake
  readonly input: SubmitInput
  readonly place: FoundPlace
  /** The submission first. */
  readonly acts: readonly [Act, ...Act[]]
}

export interface BulkContext {
  readonly city: AppealCity
  /** Epoch milliseconds; answers older than 30 days then are not kept. */
  readonly now: number
  /** What the counters reader would have added; to be written now and then. */
  readonly counters: Changes
  /** What the search reader would have kept, by appeal; to be written with `writeGrams` in a unit of work of its own. */
  readonly grams: Map<number, string[]>
  /** What else counts while it is written. */
  readonly counted?: (events: readonly StoredEvent[]) => void
}

const DAY = 86_400_000

/**
 * Writes a lived appeal with every row that its commands and the readers of the log would have left: for seeds of millions,
 * several times quicker than command by command, since its row is written once. The caller sets the readers' cursors.
 */
export async function writeLived(tx: Tx, { intake, input, place, acts }: Lived, context: BulkContext): Promise<void> {
  const [first] = acts
  const last = acts.at(-1) ?? first
  const { state } = last.decided
  const subjectId = await subjectFor(tx, first.actor)
  const { code, id } = await insertWithCode(tx, (free) =>
    insertAppeal(tx, newAppeal(intake, input, place, free, subjectId), state, last.at),
  )
  const contact = contactOf(input)
  if (contact) await keepContact(tx, id, subjectId, contact)
  const events = await appendActs(tx, id, subjectId, state, acts)
  await keepAnswers(tx, code, input, acts, context.now - IDEMPOTENCY_DAYS * DAY)
  context.grams.set(id, gramsOfAppeal(events, context.city, state))
  countEvents(context.counters, events, context.city)
  context.counted?.(events)
  for (const queue of keptQueuesOf(state)) await setQueued(tx, queue, id, true)
  if (state.published) await showAppeal(tx, id, state.version)
}

/**
 * Writes what has gathered for the search index. By itself: with every other statement that SQLite might have to undo,
 * FTS5 would write out all that it has gathered.
 */
export async function writeGrams(tx: Tx, grams: Map<number, string[]>): Promise<void> {
  for (const [id, list] of grams) await addGrams(tx, id, list)
}

async function appendActs(
  tx: Tx,
  thingId: number,
  subjectId: number,
  { jurisdiction }: AppealState,
  acts: readonly Act[],
): Promise<StoredEvent[]> {
  const stored: StoredEvent[] = []
  let prevHash: Buffer | null = null
  for (const { decided, at } of acts) {
    const events = toEvents(decided.drafts, subjectId, false)
    const expectedVersion = stored.length
    const head = await append(tx, {
      thingKind: THING,
      thingId,
      expectedVersion,
      prevHash,
      events,
      actor: decided.acting,
      jurisdiction,
      now: at,
    })
    prevHash = head.headHash
    for (const { type, visibility, data, personal } of events)
      stored.push({
        id: 0,
        position: null,
        thingKind: THING,
        thingId,
        seq: stored.length + 1,
        type,
        at,
        actor: decided.acting,
        visibility,
        jurisdiction,
        data: { ...data },
        personal: personal ? { ...personal } : null,
        erased: false,
        subjectId,
      })
  }
  if (prevHash) await setHead(tx, thingId, prevHash)
  return stored
}

async function keepAnswers(
  tx: Tx,
  code: string,
  submitted: SubmitInput,
  acts: readonly Act[],
  since: number,
): Promise<void> {
  let version = 0
  for (const { actor, procedure, idempotencyKey, wire, decided, at } of acts) {
    const input = wire ? { code, expectedVersion: version, ...wire } : submitted
    version = decided.state.version
    if (at >= since)
      await keepAnswer(
        tx,
        { procedure, actor: caller(actor), idempotencyKey, input },
        receiptOf(code, decided.state, at),
        at,
      )
  }
}
