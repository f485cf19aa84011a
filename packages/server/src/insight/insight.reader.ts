import { addTally, dayOf, evolveAppeal, NO_TALLY, tallyOf } from '@civicgrid/contracts'
import { followAppeals, NOTHING, type Counted } from '../appeals/index.ts'
import { defineReader, type Reader, type StoredEvent } from '../kernel/index.ts'
import { addTallies, clearTallies, type TallyPlace, type TallyRow } from './insight.store.ts'

export const INSIGHT_READER = 'insight.days'

/** What the counting asks of a city. */
export interface InsightCity {
  readonly utcOffsetMinutes: number
  /** The township of a place, or the place itself where it is not known so deep. */
  townshipOf(areaPath: string): string
}

/** Tallies that wait to be written, by where they are added. */
export type Tallies = Map<string, TallyRow>

/**
 * The rows in which something at a place counts: every area down to the township, all together and by category, and the
 * area below it all together. Deeper ones would be more rows than appeals.
 */
function rowsOf(areaPath: string, category: string, day: string, city: InsightCity): TallyPlace[] {
  const parts = areaPath.split('/').filter(Boolean)
  const township = city.townshipOf(areaPath).split('/').filter(Boolean).length
  return parts.slice(0, township + 1).flatMap((_, depth) => {
    const area = `/${parts.slice(0, depth + 1).join('/')}`
    const whole = { areaPath: area, category: '', day }
    return depth < township ? [whole, { areaPath: area, category, day }] : [whole]
  })
}

/** Adds what events of one appeal count as. @returns the appeal as it stands after them */
export function tallyEvents(
  tallies: Tallies,
  events: readonly StoredEvent[],
  city: InsightCity,
  before: Counted = NOTHING,
): Counted {
  let { seq, state } = before
  for (const event of events) {
    const after = evolveAppeal(state, event)
    const found = tallyOf(state, event, after)
    if (found) {
      const day = dayOf(found.at, city.utcOffsetMinutes)
      for (const place of rowsOf(after.areaPath, after.category, day, city)) {
        const key = `${place.areaPath}|${place.category}|${place.day}`
        const tally = tallies.get(key)?.tally ?? NO_TALLY
        tallies.set(key, { ...place, tally: addTally(tally, found.tally) })
      }
    }
    state = after
    seq = event.seq
  }
  return { seq, state }
}

export const inOrder = (tallies: Tallies): TallyRow[] =>
  [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)

/** Keeps the numbers of the dashboard. */
export function insightReader(city: InsightCity): Reader {
  const appeals = followAppeals()
  return defineReader({
    name: INSIGHT_READER,
    async apply(tx, events) {
      const tallies: Tallies = new Map()
      await appeals.follow(tx, events, (before, next) => tallyEvents(tallies, next, city, before))
      await addTallies(tx, inOrder(tallies))
    },
    reset: clearTallies,
  })
}
