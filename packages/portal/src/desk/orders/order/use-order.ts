import type { Civic, WorkOrder } from '@civicgrid/sdk'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useLookAgain } from '../../platform/look-again.ts'

/** How often an open order is looked at again, ms; a hidden page asks nothing. */
const LOOK_MS = 15_000

export type OrderState =
  | { readonly phase: 'waiting'; readonly order: WorkOrder | null }
  | { readonly phase: 'ready'; readonly order: WorkOrder }
  | { readonly phase: 'failed'; readonly order: WorkOrder | null; readonly error: unknown }

/**
 * One order, kept fresh while it is open. Another code drops the old order at once: nobody reads one resident's words
 * under another's name.
 */
export function useOrder(workOrders: Pick<Civic['workOrders'], 'get'>, code: Readonly<Ref<string>>) {
  const state = shallowRef<OrderState>({ phase: 'waiting', order: null })
  let running: AbortController | undefined

  /** @param quiet a look by the clock: what is shown stays when it fails. */
  async function load(quiet = false): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    try {
      const order = await workOrders.get(code.value, { signal: mine.signal })
      if (mine.signal.aborted) return
      // The same version again changes nothing: no flicker, no lost scroll.
      if (state.value.phase === 'ready' && state.value.order.version === order.version && quiet) return
      state.value = { phase: 'ready', order }
    } catch (error) {
      if (mine.signal.aborted || (quiet && state.value.order)) return
      state.value = { phase: 'failed', order: state.value.order, error }
    }
  }

  watch(
    code,
    () => {
      state.value = { phase: 'waiting', order: null }
      void load()
    },
    { immediate: true },
  )
  useLookAgain(() => state.value.phase === 'ready' && load(true), LOOK_MS)
  onScopeDispose(() => running?.abort())
  return { state, load }
}
