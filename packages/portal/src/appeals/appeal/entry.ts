import { entryWords as tellEntry } from '@civicgrid/kit/appeals'
import type { TimelineEntry } from '@civicgrid/sdk'
import { local, t, time, word } from '../../platform/words.ts'

export { isTurn } from '@civicgrid/kit/appeals'

/** How one event of the timeline is told, in the words of this page. */
export const entryWords = (entry: TimelineEntry, now: number, acting: string | null = null) =>
  tellEntry({ local, t, time, word }, entry, now, acting)
