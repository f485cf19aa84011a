import { dayOf, evolveAppeal, NO_APPEAL, type AppealState } from '@civicgrid/contracts'
import { defineReader, readEvents, type Reader, type StoredEvent } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'
import {
  addToCounters,
  areaQueueKey,
  bodyQueueKey,
  clearCounters,
  dayKey,
  type DayMetric,
} from './appeals.counters.store.ts'
import { THING } from './appeals.photos.ts'
import { queuesOf } from './appeals.queues.ts'

export type Changes = Map<string, number>
const add = (changes: Changes, key: string, by: number): void => void changes.set(key, (changes.get(key) ?? 0) + by)

/** An area and everything above it: `/a/b` → `/a`, `/a/b`. */
function lineOf(areaPath: string): string[] {
  const parts = areaPath.split('/').filter(Boolean)
  return parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`)
}

/** Counts an appeal into (or out of) the queues in which it waits with this state. */
function countQueues(changes: Changes, state: AppealState, city: AppealCity, by: 1 | -1): void {
  for (const queue of queuesOf(state, city)) {
    for (const area of lineOf(state.areaPath)) add(changes, areaQueueKey(queue, area), by)
    if (state.order) add(changes, bodyQueueKey(queue, state.order.bodyCode), by)
  }
}

/** What an event counts as on its day; answered at once: without ever being sent to a body. */
function metricsOf(event: StoredEvent, before: AppealState): DayMetric[] {
  switch (event.type) {
    case 'submitted':
      return ['received']
    case 'answered':
      return before.order === null && before.round === 1 ? ['answered', 'answeredAtOnce'] : ['answered']
    case 'feedbackPassed':
      return ['answered']
    case 'archived':
      return ['closed']
    default:
      return []
  }
}

/**
 * What the events of one appeal change in the counters.
 * @param known how many of its first events are counted already
 */
export function counterChanges(
  changes: Changes,
  events: readonly StoredEvent[],
  known: number,
  city: AppealCity,
): void {
  let state = NO_APPEAL
  for (const event of events) {
    const before = state
    state = evolveAppeal(state, event)
    if (event.seq === known) countQueues(changes, state, city, -1)
    if (event.seq <= known) continue
    const day = dayOf(event.at, city.calendar.utcOffsetMinutes)
    for (const metric of metricsOf(event, before))
      add(changes, dayKey(metric, day, state.category, city.townshipOf(state.areaPath)), 1)
  }
  countQueues(changes, state, city, 1)
}

/** Keeps the numbers that the desk and the reports show. */
export function countersReader(city: AppealCity): Reader {
  return defineReader({
    name: 'appeals.counters',
    async apply(tx, events) {
      const changes: Changes = new Map()
      const things = Map.groupBy(
        events.filter(({ thingKind }) => thingKind === THING),
        ({ thingId }) => thingId,
      )
      for (const [appealId, batch] of things) {
        const [first, last] = [batch[0], batch.at(-1)]
        if (!first || !last) continue
        // The batch of a new appeal is its whole log; of an older one the beginning says where it was counted.
        const all = first.seq === 1 ? batch : await readEvents(tx, THING, appealId, { personal: false })
        counterChanges(
          changes,
          all.filter(({ seq }) => seq <= last.seq),
          first.seq - 1,
          city,
        )
      }
      await addToCounters(tx, changes)
    },
    reset: clearCounters,
  })
}
