import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Pages } from '../pages.ts'

export interface PagesInView<Item> {
  readonly items: Readonly<ShallowRef<readonly Item[]>>
  /** A page is on its way. */
  readonly busy: Readonly<ShallowRef<boolean>>
  /** There is no more. */
  readonly done: Readonly<ShallowRef<boolean>>
  readonly error: Readonly<ShallowRef<unknown>>
  /** The next page; also tries again after an error. */
  more(): Promise<void>
}

/**
 * A list, page after page; the first at once.
 * @param pages such as `() => civic.appeals.mine({ open: open.value })`: another filter begins anew
 */
export function usePages<Item>(pages: () => Pages<Item>): PagesInView<Item> {
  const items = shallowRef<readonly Item[]>([])
  const [busy, done] = [shallowRef(false), shallowRef(false)]
  const error = shallowRef<unknown>(null)
  let list: Pages<Item> | undefined
  let cursor: string | undefined

  async function more(): Promise<void> {
    const mine = list
    if (!mine || busy.value || done.value) return
    busy.value = true
    error.value = null
    try {
      const page = await mine.page(cursor)
      if (mine !== list) return
      items.value = [...items.value, ...page.items]
      cursor = page.nextCursor === null ? undefined : page.nextCursor
      done.value = page.nextCursor === null
    } catch (thrown) {
      if (mine === list) error.value = thrown
    } finally {
      if (mine === list) busy.value = false
    }
  }
  watch(
    pages,
    (next) => {
      list = next
      cursor = undefined
      items.value = []
      busy.value = done.value = false
      void more()
    },
    { immediate: true },
  )
  return { items, busy, done, error, more }
}
