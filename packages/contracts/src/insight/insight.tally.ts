import type { AppealState, Clock } from '../appeals/appeal.state.ts'
import type { PastEvent } from '../kernel/machine.ts'

/**
 * What is counted of the loop. `received` belongs to the day of sending, all the rest to the day on which the result
 * reached the resident: so a rating that comes a week later still counts over the same results, and no share is ever
 * above one.
 */
export const TALLY_KEYS = [
  'received',
  'results',
  /** Results without ever having been sent to a body. */
  'atOnce',
  /** Results that had a limit at all … */
  'limited',
  /** … and those of them that kept it. */
  'onTime',
  'rated',
  'satisfied',
  'solved',
] as const
export type TallyKey = (typeof TALLY_KEYS)[number]
export type Tally = Readonly<Record<TallyKey, number>>

export const NO_TALLY: Tally = {
  received: 0,
  results: 0,
  atOnce: 0,
  limited: 0,
  onTime: 0,
  rated: 0,
  satisfied: 0,
  solved: 0,
}

export function addTally(a: Tally, b: Partial<Tally>): Tally {
  const sum: Record<TallyKey, number> = { ...a }
  for (const key of TALLY_KEYS) sum[key] += b[key] ?? 0
  return sum
}

/** The limit that a result is held to: that of the result, or of the first answer where no body ever had it. */
function limitOf({ clocks, round, order }: AppealState): Clock | undefined {
  const ofRound = clocks.filter((clock) => clock.round === round)
  const result = ofRound.find(({ stage }) => stage === 'result')
  return result ?? (order === null ? ofRound.find(({ stage }) => stage === 'accept') : undefined)
}

function resultOf(before: AppealState, after: AppealState): Partial<Tally> {
  const limit = limitOf(after)
  const kept = limit !== undefined && limit.doneAt !== null && limit.doneAt <= limit.dueAt
  return {
    results: 1,
    atOnce: before.order === null && before.round === 1 ? 1 : 0,
    limited: limit ? 1 : 0,
    onTime: kept ? 1 : 0,
  }
}

/** What an event adds, and to which instant's day; null when nothing. `before` and `after` are the states around it. */
export function tallyOf(
  before: AppealState,
  event: PastEvent,
  after: AppealState,
): { at: number; tally: Partial<Tally> } | null {
  switch (event.type) {
    case 'submitted':
      return { at: event.at, tally: { received: 1 } }
    case 'answered':
    case 'feedbackPassed':
      return { at: event.at, tally: resultOf(before, after) }
    case 'rated': {
      if (before.answeredAt === null || after.rating === null) return null
      const { satisfaction, solved } = after.rating
      const satisfied = satisfaction === 'verySatisfied' || satisfaction === 'satisfied'
      return {
        at: before.answeredAt,
        tally: { rated: 1, satisfied: satisfied ? 1 : 0, solved: solved === 'solved' ? 1 : 0 },
      }
    }
    default:
      return null
  }
}
