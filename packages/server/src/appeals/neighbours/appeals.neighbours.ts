import {
  OPEN_STATUSES,
  type AppealState,
  type AppealStatus,
  type neighbourItem,
  type Stage,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Keyring } from '../../kernel/index.ts'
import { roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { refOf } from '../appeals.ref.ts'

export type NeighbourItem = z.infer<typeof neighbourItem>

export const isOpen = (status: AppealStatus | null): boolean => (OPEN_STATUSES as readonly unknown[]).includes(status)

/** How far it is, for strangers. */
export function publicStage(status: AppealStatus | null): Stage {
  if (!isOpen(status)) return 'result'
  return status === 'submitted' ? 'sent' : 'handling'
}

/** What an appeal is to strangers: what this builds, field by field, and nothing else. */
export function neighbourOf(
  appeal: {
    readonly id: number
    readonly lng: number | null
    readonly lat: number | null
    readonly state: AppealState
  },
  city: AppealCity,
  keys: Keyring,
): NeighbourItem {
  const { id, lng, lat, state } = appeal
  return {
    ref: refOf(keys, id),
    category: { code: state.category, name: city.categoryName(state.category) },
    stage: publicStage(state.status),
    area: city.areaName(city.townshipOf(state.areaPath)),
    place: lng === null || lat === null ? null : roundedPlace(lng, lat, state.shownPlace === 'community'),
    published: state.published,
  }
}
