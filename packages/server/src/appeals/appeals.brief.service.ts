import type { AppealStatus, CityText } from '@civicgrid/contracts'
import type { Kernel } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'
import { findAppealById } from './appeals.store.ts'

/** What a message may say of an appeal. */
export interface AppealBrief {
  readonly code: string
  readonly category: CityText
  readonly status: AppealStatus
}
export interface AppealBriefs {
  /** Null where there is no such appeal. */
  brief(id: number): Promise<AppealBrief | null>
}

export const createAppealBriefs = ({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealBriefs => ({
  async brief(id) {
    const appeal = await findAppealById(kernel.db.read, id)
    if (!appeal?.state.status) return null
    const { category, status } = appeal.state
    return { code: appeal.code, category: city.categoryName(category), status }
  },
})
