import {
  replayAppeal,
  type answerItem,
  type AppealEventData,
  type boardItem,
  type boardView,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { iso } from '../appeals.instants.ts'
import { excerptOf } from '../appeals.item.ts'
import { wordsOf, type AppealEvent, type PhotoView } from '../appeals.timeline.ts'
import type { PublicAppeal } from './appeals.board.store.ts'

/** What stands on the public board, from an appeal's own log, and how it is shown: pure, without storage. */

const pointIn = (personal: unknown): { lng: number; lat: number } | null => {
  const point = typeof personal === 'object' && personal && 'point' in personal ? personal.point : null
  if (typeof point !== 'object' || point === null || !('lng' in point) || !('lat' in point)) return null
  return { lng: Number(point.lng), lat: Number(point.lat) }
}

const replyIn = (personal: unknown): string | null =>
  typeof personal === 'object' && personal && 'reply' in personal && typeof personal.reply === 'string'
    ? personal.reply
    : null

/** What an appeal's own log says of it on the board; null when it stands on none, or its people have been erased. */
export function publicFrom(appealId: number, events: readonly AppealEvent[]): PublicAppeal | null {
  const state = replayAppeal(events)
  const last = events.findLast(({ type }) => type === 'published')
  const text = wordsOf(last)
  if (!state.published || !last || text === null) return null
  // The log's data was written by the machine with the type of its row.
  const { pictures, pairs, place, outcome } = last.data as AppealEventData['published']
  const reply = replyIn(last.personal)
  const at = place === 'area' ? null : pointIn(events[0]?.personal)
  const point = at && place === 'rounded' ? roundedPlace(at.lng, at.lat, state.shownPlace === 'community') : at
  return {
    appealId,
    category: state.category,
    areaPath: state.areaPath,
    outcome,
    text,
    reply,
    pictures,
    pairs,
    place,
    lng: point?.lng ?? null,
    lat: point?.lat ?? null,
    submittedAt: state.submittedAt,
    answeredAt: state.answeredAt ?? last.at,
    publishedAt: last.at,
  }
}

type BoardItem = z.infer<typeof boardItem>
type BoardView = z.infer<typeof boardView>
type Head = Omit<BoardItem, 'excerpt' | 'photo' | 'hasPairs'>
type Photos = (token: string) => PhotoView | null

/** @param ref what strangers call it */
export const publicHead = (ref: string, appeal: PublicAppeal, city: AppealCity): Head => ({
  ref,
  category: { code: appeal.category, name: city.categoryName(appeal.category) },
  area: city.areaName(city.communityOf(appeal.areaPath)),
  outcome: appeal.outcome,
  submittedAt: iso(appeal.submittedAt),
  answeredAt: iso(appeal.answeredAt),
  publishedAt: iso(appeal.publishedAt),
  point:
    appeal.lng === null || appeal.lat === null
      ? null
      : { lng: appeal.lng, lat: appeal.lat, exact: appeal.place === 'exact' },
})

export function publicItem(head: Head, { text, pictures, pairs }: PublicAppeal, photo: Photos): BoardItem {
  const first = pairs[0]?.after ?? pictures[0]
  return {
    ...head,
    excerpt: excerptOf(text),
    photo: first === undefined ? null : photo(first),
    hasPairs: pairs.length > 0,
  }
}

export const publicView = (head: Head, { text, reply, pictures, pairs }: PublicAppeal, photo: Photos): BoardView => ({
  ...head,
  text,
  reply,
  photos: pictures.flatMap((token) => photo(token) ?? []),
  pairs: pairs.flatMap((pair) => {
    const [before, after] = [photo(pair.before), photo(pair.after)]
    return before && after ? [{ before, after }] : []
  }),
})

export function publicAnswer(head: Head, { text, reply }: PublicAppeal): z.infer<typeof answerItem> {
  const { ref, category, outcome, answeredAt } = head
  return { ref, category, outcome, answeredAt, excerpt: excerptOf(text), reply: reply ?? '' }
}
