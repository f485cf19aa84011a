import { STANDING_MAX } from '@civicgrid/contracts/constants'
import type { Civic, DeskItem } from '@civicgrid/sdk'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** How often rows are asked about, ms; a hidden page asks nothing, and asks at once when it is seen again. */
export const LOOK_EVERY_MS = 20_000

/** What became of a row since it was loaded: its status now; null: it is beyond this person's reach. */
export type Marks = ReadonlyMap<string, string | null>

/**
 * Rows that others have changed since the list was loaded. They are marked and stay where they are: nothing moves under
 * the pointer, and nobody opens an order believing that it still waits.
 * @param shown the codes of the rows in the page
 */
export function useStanding(
  workOrders: Pick<Civic['workOrders'], 'standing'>,
  items: Readonly<Ref<readonly DeskItem[]>>,
  shown: () => readonly string[],
): Readonly<Ref<Marks>> {
  const marks = shallowRef<Marks>(new Map())
  let asked: AbortController | undefined

  async function look(): Promise<void> {
    const loaded = new Map(items.value.map((item) => [item.code, item]))
    const codes = shown()
      .filter((code) => loaded.has(code))
      .slice(0, STANDING_MAX)
    if (document.hidden || codes.length === 0) return
    asked?.abort()
    const mine = new AbortController()
    asked = mine
    try {
      const now = new Map((await workOrders.standing(codes, { signal: mine.signal })).map((row) => [row.code, row]))
      if (mine.signal.aborted) return
      const next = new Map(marks.value)
      for (const code of codes) {
        const row = now.get(code)
        if (row?.updatedAt === loaded.get(code)?.updatedAt) next.delete(code)
        else next.set(code, row?.status ?? null)
      }
      marks.value = next
    } catch {
      // A mark is a hint: whoever opens the order sees how it stands.
    }
  }

  // A list that was loaded anew is as it is; rows that were only added to leave the marks of the others.
  watch(items, (now, before) => {
    if (now[0] === before[0]) return
    asked?.abort()
    marks.value = new Map()
  })
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  const seen = () => void look()
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearInterval(timer)
    asked?.abort()
    document.removeEventListener('visibilitychange', seen)
  })
  return marks
}
