import type { TimelineEntry } from '@civicgrid/sdk'
import { ref, shallowRef, watch, type Ref } from 'vue'

interface Shown<Entry> {
  readonly code: string
  readonly version: number
  readonly timeline: readonly Entry[]
}

/**
 * What others did to an order while it lay open and was only read: the page has changed under its reader, and says how.
 * While a form is open the form itself says so (see use-reading.ts).
 */
export function useNews<Entry extends { readonly seq: number } = TimelineEntry>(
  order: Readonly<Ref<Shown<Entry> | null>>,
  writing: Readonly<Ref<boolean>>,
) {
  const news = shallowRef<readonly Entry[]>([])
  /** Up to here it was oneself. */
  const own = ref(0)

  watch(order, (now, before) => {
    if (!now) return
    if (now.code !== before?.code) {
      news.value = []
      own.value = 0
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
