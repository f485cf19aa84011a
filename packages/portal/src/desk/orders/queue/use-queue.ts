import { useList } from '@civicgrid/kit'
import type { Civic, ListCount, Queue } from '@civicgrid/sdk'
import { shallowRef, watch, type Ref } from 'vue'
import { filterOf, narrowingOf, type QueueQuery } from './queue-query.ts'

/** As many as a screen shows twice; whoever goes on from there looks through many. */
const FIRST = 30
const NEXT = 100

/** The orders of a queue, or what a search finds, and how many there are; begins anew when either changes. */
export function useQueue(
  workOrders: Pick<Civic['workOrders'], 'list' | 'search' | 'count'>,
  queue: Readonly<Ref<Queue>>,
  query: Readonly<Ref<QueueQuery>>,
) {
  const list = useList((cursor, signal) => {
    const { words } = query.value
    const limit = cursor === null ? FIRST : NEXT
    if (words.length >= 2)
      return workOrders.search({ words, ...narrowingOf(query.value), limit }).page(cursor, { signal })
    return workOrders.list({ ...filterOf(queue.value, query.value), limit }).page(cursor, { signal })
  })
  const count = shallowRef<ListCount | null>(null)
  let asked: AbortController | undefined

  /** A number is a hint: without it the list stands as well. */
  async function recount(): Promise<void> {
    asked?.abort()
    const mine = new AbortController()
    asked = mine
    if (query.value.words) return
    try {
      const { sort: _, ...filter } = filterOf(queue.value, query.value)
      const answer = await workOrders.count(filter, { signal: mine.signal })
      if (!mine.signal.aborted) count.value = answer
    } catch {
      // The list beside it says what is wrong.
    }
  }
  async function refresh(): Promise<void> {
    await Promise.all([list.refresh(), recount()])
  }
  watch(
    [queue, query],
    () => {
      count.value = null
      void refresh()
    },
    { immediate: true },
  )
  return { ...list, refresh, count }
}
