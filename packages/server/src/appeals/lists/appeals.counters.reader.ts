import { dayOf, evolveAppeal, type AppealState } from '@civicgrid/contracts'
import { defineReader, type Reader, type StoredEvent } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import {
  addToCounters,
  areaQueueKey,
  bodyQueueKey,
  clearCounters,
  dayKey,
  type DayMetric,
} from './appeals.counters.store.ts'
import { followAppeals, NOTHING, type Counted } from '../appeals.follow.ts'
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
 * Adds what events of one appeal change in the counters.
 * @param before as it was counted last; default a new one
 * @param events the next ones
 * @returns as it is counted now
 */
export function countEvents(
  changes: Changes,
  events: readonly StoredEvent[],
  city: AppealCity,
  before: Counted = NOTHING,
): Counted {
  let { seq, state } = before
  if (seq > 0) countQueues(changes, state, city, -1)
  for (const event of events) {
    const day = dayOf(event.at, city.calendar.utcOffsetMinutes)
    for (const metric of metricsOf(event, state)) {
      const { category, areaPath } = evolveAppeal(state, event)
      add(changes, dayKey(metric, day, category, city.townshipOf(areaPath)), 1)
    }
    state = evolveAppeal(state, event)
    seq = event.seq
  }
  countQueues(changes, state, city, 1)
  return { seq, state }
}

/** Keeps the numbers that the desk and the reports show. */
export function countersReader(city: AppealCity): Reader {
  const appeals = followAppeals()
  return defineReader({
    name: 'appeals.counters',
    async apply(tx, events) {
      const changes: Changes = new Map()
      await appeals.follow(tx, events, (before, next) => countEvents(changes, next, city, before))
      await addToCounters(tx, changes)
    },
    reset: clearCounters,
  })
}
