import type { AppealItem, Civic, OwnerProposal } from '@civicgrid/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Intake } from './intake.ts'

/** After this pause in typing, ms, it is asked; before that every letter would be a call. */
const PAUSE_MS = 350
const ENOUGH = 4

/**
 * What the desk finds out while a call is written down. A hint that fails is no hint: the form itself never waits for it.
 * An answer that comes after more was typed is dropped.
 */
export function useBeside(intake: Intake, orders: Pick<Civic['workOrders'], 'propose' | 'similar'>) {
  const proposal = shallowRef<OwnerProposal | null>(null)
  const similar = shallowRef<readonly AppealItem[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function quietly<T>(asked: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await asked
    } catch {
      return otherwise
    }
  }

  async function ask() {
    asking?.abort()
    const mine = new AbortController()
    asking = mine
    const { kind, category, point, area, text } = intake
    const { signal } = mine
    const placed = category !== '' && (point !== null || area !== null)
    const place = { point, areaCode: area?.code ?? null }
    const words = text.trim()
    const [owner, found] = await Promise.all([
      placed ? quietly(orders.propose({ kind, category, place }, { signal }), null) : null,
      words.length >= ENOUGH || (category !== '' && point)
        ? quietly(orders.similar({ category: category || null, text: words, point }, { signal }), [])
        : [],
    ])
    if (signal.aborted) return
    proposal.value = owner
    similar.value = found
  }

  watch(
    () => [intake.kind, intake.category, intake.point, intake.area, intake.text],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    asking?.abort()
  })
  return { proposal, similar }
}
