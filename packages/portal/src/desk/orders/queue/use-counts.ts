import type { Civic, Queue } from '@civicgrid/sdk'
import { inject, onScopeDispose, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'

/** How often the counts are asked for, ms; a hidden page asks nothing. */
const EVERY_MS = 20_000

export interface Counts {
  /** Empty until the first answer. */
  readonly byQueue: Readonly<ShallowRef<ReadonlyMap<Queue, number>>>
  refresh(): Promise<void>
}

const COUNTS: InjectionKey<Counts> = Symbol('counts')

/** How many orders wait in each queue; one set for the whole desk. */
export function provideCounts(workOrders: Pick<Civic['workOrders'], 'counts'>): Counts {
  const byQueue = shallowRef<ReadonlyMap<Queue, number>>(new Map())
  async function refresh() {
    try {
      byQueue.value = new Map((await workOrders.counts()).map(({ queue, count }) => [queue, count]))
    } catch {
      // A count is a hint: the old one stays, and the list beside it says what is wrong.
    }
  }
  const timer = setInterval(() => {
    if (!document.hidden) void refresh()
  }, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  void refresh()
  const counts = { byQueue, refresh }
  provide(COUNTS, counts)
  return counts
}

export function useCounts(): Counts {
  const counts = inject(COUNTS)
  if (!counts) throw new TypeError('no counts around')
  return counts
}
