import type { TimelineEntry } from '@civicgrid/sdk'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'

interface Read<Entry> {
  readonly code: string
  readonly version: number
  readonly timeline: readonly Entry[]
}

export interface Reading<Entry = TimelineEntry> {
  readonly version: Readonly<Ref<number>>
  /** Set while a form is open. */
  readonly writing: Ref<boolean>
  /** What happened since, oldest first. */
  readonly news: ComputedRef<readonly Entry[]>
  /** "I have read the news." */
  acknowledge(): void
  /** A command of one's own succeeded: the server took it against the version read, so nothing lies between. */
  own(version: number): void
}

/**
 * Which version of the order this person has read. While they write, a colleague's change is news to be read first; what
 * they write goes out against the version they read, so that nothing is decided on a state nobody looked at.
 */
export function useReading<Entry extends { readonly seq: number }>(
  order: Readonly<Ref<Read<Entry> | null>>,
): Reading<Entry> {
  const version = ref(0)
  const writing = ref(false)
  let code: string | undefined

  watch(
    order,
    (now) => {
      if (now && (now.code !== code || !writing.value)) version.value = now.version
      code = now?.code
    },
    { immediate: true },
  )

  return {
    version,
    writing,
    news: computed(() => order.value?.timeline.filter(({ seq }) => seq > version.value) ?? []),
    acknowledge() {
      // What was done a moment ago may not have been loaded yet: it is no news to whoever did it.
      if (order.value) version.value = Math.max(version.value, order.value.version)
    },
    own(next) {
      version.value = Math.max(version.value, next)
    },
  }
}
