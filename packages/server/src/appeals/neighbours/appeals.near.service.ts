import { toWgs84, type nearInput, type nearItem } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween, roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { refOf } from '../appeals.ref.ts'
import { listAround } from './appeals.near.store.ts'
import { nearItemOf } from './appeals.stranger.ts'

export interface AppealsNear {
  /** What is going on around a point: for guests too, category, stage and a rounded place. */
  near(input: z.output<typeof nearInput>): Promise<{ items: z.infer<typeof nearItem>[] }>
}

export function createAppealsNear({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealsNear {
  const { db } = kernel

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
          .map(({ appeal, place }) => nearItemOf(refOf(db.keys, appeal.id), appeal, place, city)),
      }
    },
  }
}
