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
