import { NO_APPEAL, replayAppeal, type AppealState } from '@civicgrid/contracts'
import { LRUCache } from 'lru-cache'
import { readEvents, type StoredEvent, type Tx } from '../kernel/index.ts'
import { THING } from './appeals.photos.ts'

/** An appeal as it stood after its event `seq`, which never changes again. */
export interface Counted {
  readonly seq: number
  readonly state: AppealState
}
export const NOTHING: Counted = { seq: 0, state: NO_APPEAL }

/** Appeals that wait for their next event soon: at ten a second, those of some minutes. */
const KEPT = 2_000

/** What a reader of the log needs to know how an appeal stood before the events that have come. */
export interface AppealFollower {
  /** Takes the next events of every appeal among these. @param take gives the appeal as it stands after them */
  follow(
    tx: Tx,
    events: readonly StoredEvent[],
    take: (before: Counted, next: readonly StoredEvent[]) => Counted,
  ): Promise<void>
}

/** Remembers the appeals it saw last; others are replayed from the log. */
export function followAppeals(): AppealFollower {
  const kept = new LRUCache<number, Counted>({ max: KEPT })

  async function before(tx: Tx, appealId: number, seq: number): Promise<Counted> {
    if (seq === 1) return NOTHING
    const known = kept.get(appealId)
    if (known?.seq === seq - 1) return known
    const events = await readEvents(tx, THING, appealId, { personal: false })
    return { seq: seq - 1, state: replayAppeal(events.filter((event) => event.seq < seq)) }
  }

  return {
    async follow(tx, events, take) {
      const things = Map.groupBy(
        events.filter(({ thingKind }) => thingKind === THING),
        ({ thingId }) => thingId,
      )
      for (const [appealId, batch] of things) {
        const from = await before(tx, appealId, batch[0]?.seq ?? 1)
        kept.set(appealId, take(from, batch))
      }
    },
  }
}
