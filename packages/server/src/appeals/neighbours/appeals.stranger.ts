import {
  JOINABLE_KINDS,
  OPEN_STATUSES,
  type AppealState,
  type AppealStatus,
  type joinedItem,
  type nearItem,
  type neighbourItem,
  type Stage,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { iso } from '../appeals.instants.ts'
import type { JoinRow } from './appeals.joins.store.ts'

/** What an appeal is to people whose it is not: pure, without storage. */

export type NeighbourItem = z.infer<typeof neighbourItem>
export type JoinedItem = z.infer<typeof joinedItem>
type NearItem = z.infer<typeof nearItem>

export const isOpen = (status: AppealStatus | null): boolean => (OPEN_STATUSES as readonly unknown[]).includes(status)

/** How far it is, for strangers. */
export function publicStage(status: AppealStatus | null): Stage {
  if (!isOpen(status)) return 'result'
  return status === 'submitted' ? 'sent' : 'handling'
}

interface Placed {
  readonly lng: number | null
  readonly lat: number | null
  readonly state: AppealState
}

/** Where strangers are told that it is. */
export const shownPlaceOf = ({ lng, lat, state }: Placed): { lng: number; lat: number } | null =>
  lng === null || lat === null ? null : roundedPlace(lng, lat, state.shownPlace === 'community')

/** What this builds, field by field, and nothing else. @param ref what strangers call it */
export function strangerItem(ref: string, appeal: Placed, city: AppealCity): NeighbourItem {
  const { state } = appeal
  return {
    ref,
    category: { code: state.category, name: city.categoryName(state.category) },
    stage: publicStage(state.status),
    area: city.areaName(city.townshipOf(state.areaPath)),
    place: shownPlaceOf(appeal),
    published: state.published,
  }
}

/** One of those around a point. @param place as it may be shown */
export function nearItemOf(
  ref: string,
  appeal: Placed,
  place: { lng: number; lat: number },
  city: AppealCity,
): NearItem {
  const { state } = appeal
  const { category, stage } = strangerItem(ref, appeal, city)
  const joinable = isOpen(state.status) && (JOINABLE_KINDS as readonly string[]).includes(state.kind)
  return { ref, category, stage, ...place, joinable }
}

/** Over; without an answer there was no result. */
const ENDED: ReadonlySet<string> = new Set(['declined', 'withdrawn', 'archived'])

/** The same for whoever has joined it. */
export function joinedItemOf(
  ref: string,
  appeal: Placed & { readonly join: Pick<JoinRow, 'at' | 'round' | 'solved'> },
  city: AppealCity,
): JoinedItem {
  const { state, join } = appeal
  const answered = join.round === state.round
  return {
    ...strangerItem(ref, appeal, city),
    submittedAt: iso(state.submittedAt),
    joined: state.joined,
    joinedAt: iso(join.at),
    asks: state.answeredAt !== null && !answered,
    answer: answered && state.answeredAt !== null ? join.solved : null,
    ended: state.answeredAt === null && ENDED.has(state.status ?? ''),
  }
}
