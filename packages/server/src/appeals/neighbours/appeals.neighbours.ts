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

interface Placed {
  readonly lng: number | null
  readonly lat: number | null
  readonly state: AppealState
}

/** Where strangers are told that it is. */
export const shownPlaceOf = ({ lng, lat, state }: Placed): { lng: number; lat: number } | null =>
  lng === null || lat === null ? null : roundedPlace(lng, lat, state.shownPlace === 'community')

/** What an appeal is to strangers: what this builds, field by field, and nothing else. */
export function neighbourOf(appeal: Placed & { readonly id: number }, city: AppealCity, keys: Keyring): NeighbourItem {
  const { id, state } = appeal
  return {
    ref: refOf(keys, id),
    category: { code: state.category, name: city.categoryName(state.category) },
    stage: publicStage(state.status),
    area: city.areaName(city.townshipOf(state.areaPath)),
    place: shownPlaceOf(appeal),
    published: state.published,
  }
}
