import { JOINABLE_KINDS, toWgs84, type nearInput, type nearItem } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween, roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { listAround, type NearbyAppeal } from './appeals.near.store.ts'
import { isOpen, neighbourOf } from './appeals.neighbours.ts'

export interface AppealsNear {
  /** What is going on around a point: for guests too, category, stage and a rounded place. */
  near(input: z.output<typeof nearInput>): Promise<{ items: z.infer<typeof nearItem>[] }>
}

export function createAppealsNear({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealsNear {
  const { db } = kernel

  function itemOf(appeal: NearbyAppeal, place: { lng: number; lat: number }): z.infer<typeof nearItem> {
    const { state } = appeal
    const { ref, category, stage } = neighbourOf(appeal, city, db.keys)
    const joinable = isOpen(state.status) && (JOINABLE_KINDS as readonly string[]).includes(state.kind)
    return { ref, category, stage, ...place, joinable }
  }

  return {
    async near({ point, limit }) {
      const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
      const found = await listAround(db.read, lng, lat, limit)
      return {
        items: found
          // Ordered by the rounded place, which is all that the caller gets: the order must not tell more.
          .map((appeal) => ({
            appeal,
            place: roundedPlace(appeal.lng, appeal.lat, appeal.state.shownPlace === 'community'),
          }))
          .sort(
            (a, b) =>
              metresBetween({ lng, lat }, a.place) - metresBetween({ lng, lat }, b.place) || b.appeal.id - a.appeal.id,
          )
          .slice(0, limit)
          .map(({ appeal, place }) => itemOf(appeal, place)),
      }
    },
  }
}
