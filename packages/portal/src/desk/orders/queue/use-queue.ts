import { useList } from '@civicgrid/kit'
import type { Civic, Queue } from '@civicgrid/sdk'
import { watch, type Ref } from 'vue'
import type { QueueQuery } from './queue-query.ts'

/** As many as a screen shows twice. */
const PAGE = 30

/** The orders of a queue, or what a search finds; begins anew when either changes. */
export function useQueue(
  workOrders: Pick<Civic['workOrders'], 'list' | 'search'>,
  queue: Readonly<Ref<Queue>>,
  query: Readonly<Ref<QueueQuery>>,
) {
  const list = useList((cursor, signal) => {
    const { words, status, category, area, overdue } = query.value
    if (words.length >= 2) return workOrders.search({ words, limit: PAGE }).page(cursor, { signal })
    return workOrders
      .list({
        queue: queue.value,
        limit: PAGE,
        status: status || null,
        category: category || null,
        areaPath: area || null,
        overdue: overdue || null,
      })
      .page(cursor, { signal })
  })
  watch([queue, query], () => void list.refresh(), { immediate: true })
  return list
}
