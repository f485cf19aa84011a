import { DISPATCH_MAX } from '@civicgrid/contracts/constants'
import type { DeskItem } from '@civicgrid/sdk'
import { computed, ref, shallowRef, type Ref } from 'vue'

export interface Bulk {
  /** Rows can be ticked. */
  readonly on: Ref<boolean>
  /** On a phone: the form in place of the list. */
  readonly form: Ref<boolean>
  /** As they stood when they were ticked: what has changed since is refused by the server, never dispatched unseen. */
  readonly chosen: Readonly<Ref<readonly DeskItem[]>>
  readonly has: (code: string) => boolean
  toggle(item: DeskItem): void
  /** All of these, or none when all are ticked; as many as can go at once. @returns whether some were left out */
  toggleAll(items: readonly DeskItem[]): boolean
  stop(): void
}

/** Which orders of a list are ticked. */
export function useBulk(): Bulk {
  const on = ref(false)
  const form = ref(false)
  const byCode = shallowRef<ReadonlyMap<string, DeskItem>>(new Map())
  const has = (code: string): boolean => byCode.value.has(code)

  return {
    on,
    form,
    chosen: computed(() => [...byCode.value.values()]),
    has,
    toggle(item) {
      const next = new Map(byCode.value)
      if (!next.delete(item.code) && next.size < DISPATCH_MAX) next.set(item.code, item)
      byCode.value = next
    },
    toggleAll(items) {
      const fits = items.slice(0, DISPATCH_MAX)
      const all = fits.every(({ code }) => has(code))
      byCode.value = new Map(all ? [] : fits.map((item) => [item.code, item]))
      return !all && items.length > DISPATCH_MAX
    },
    stop() {
      on.value = false
      form.value = false
      byCode.value = new Map()
    },
  }
}
