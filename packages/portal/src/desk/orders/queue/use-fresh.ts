import { computed, ref, watch, type Ref, type WatchSource } from 'vue'

/**
 * How many orders came into a queue since its list was loaded: what came since is offered, never pushed under the pointer.
 * @param count how many the queue holds now; null until it is known
 * @param list what makes it another list
 * @param counts whether the list is the whole queue, so that its count says something of it
 */
export function useFresh(
  count: Readonly<Ref<number | null>>,
  phase: Readonly<Ref<string>>,
  list: WatchSource[],
  counts: Readonly<Ref<boolean>>,
) {
  const known = ref<number | null>(null)
  watch(list, () => (known.value = null))
  watch([phase, count], () => {
    if (count.value === null || phase.value !== 'ready') return
    known.value = Math.min(known.value ?? count.value, count.value)
  })
  return {
    fresh: computed(() =>
      !counts.value || count.value === null || known.value === null ? 0 : Math.max(0, count.value - known.value),
    ),
    /** The list was loaded anew. */
    seen: () => void (known.value = count.value),
  }
}
