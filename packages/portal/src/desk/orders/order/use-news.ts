import type { TimelineEntry, WorkOrder } from '@civicgrid/sdk'
import { ref, shallowRef, watch, type Ref } from 'vue'

/**
 * What others did to an order while it lay open and was only read: the page has changed under its reader, and says how.
 * While a form is open the form itself says so (see use-reading.ts).
 */
export function useNews(order: Readonly<Ref<WorkOrder | null>>, writing: Readonly<Ref<boolean>>) {
  const news = shallowRef<readonly TimelineEntry[]>([])
  /** Up to here it was oneself. */
  const own = ref(0)

  watch(order, (now, before) => {
    if (!now || now.code !== before?.code) {
      if (now) {
        news.value = []
        own.value = 0
      }
      return
    }
    if (writing.value || now.version <= before.version) return
    const since = now.timeline.filter(({ seq }) => seq > Math.max(before.version, own.value))
    if (since.length > 0) news.value = [...news.value, ...since]
  })
  return {
    news,
    read: () => void (news.value = []),
    did(version: number) {
      own.value = Math.max(own.value, version)
    },
  }
}
