import { eventStepOf } from '@civicgrid/contracts/constants'
import type { TimelineEntry } from '@civicgrid/sdk'

export type Reader = 'resident' | 'staff'

/** Who sees that it happened. What this build does not know is taken as the desk's own. */
export const eventReader = (entry: Pick<TimelineEntry, 'type'>): Reader =>
  (eventStepOf(entry.type)?.visibility ?? 'staff') === 'staff' ? 'staff' : 'resident'

/** Who reads the words of an event; a result's reach the resident once a review has let it through. */
export function wordsReader(
  entry: Pick<TimelineEntry, 'type' | 'seq'>,
  timeline: readonly Pick<TimelineEntry, 'type' | 'seq'>[],
): Reader {
  const words = eventStepOf(entry.type)?.words
  if (words !== 'saidOnceReviewed') return words === 'said' ? 'resident' : 'staff'
  const ruling = timeline.find(
    ({ seq, type }) => seq > entry.seq && (type === 'feedbackPassed' || type === 'feedbackReturned'),
  )
  return ruling?.type === 'feedbackPassed' ? 'resident' : 'staff'
}

/** The result that waits for its review: the last one given, where nothing has ruled on it since. */
export function pendingFeedback<Entry extends Pick<TimelineEntry, 'type' | 'seq'>>(
  timeline: readonly Entry[],
): Entry | null {
  const last = timeline.findLast(({ type }) =>
    ['feedbackGiven', 'feedbackPassed', 'feedbackReturned', 'rehandled'].includes(type),
  )
  return last?.type === 'feedbackGiven' ? last : null
}

/** What many neighbours say alike: told once for all of them. */
const CROWDS: ReadonlySet<string> = new Set(['joined', 'joinerAnswered'])

/** One line of the timeline: an event, or all of a crowd where the last of them spoke. */
export interface TimelineLine<Entry> {
  readonly entry: Entry
  /** In the order of their coming; the last one is `entry`. */
  readonly all: readonly Entry[]
}

export function linesOf<Entry extends Pick<TimelineEntry, 'type' | 'seq'>>(
  timeline: readonly Entry[],
): TimelineLine<Entry>[] {
  const crowds = Map.groupBy(
    timeline.filter(({ type }) => CROWDS.has(type)),
    ({ type }) => type,
  )
  return timeline.flatMap((entry) => {
    const all = crowds.get(entry.type) ?? [entry]
    return all.at(-1) === entry ? [{ entry, all }] : []
  })
}
