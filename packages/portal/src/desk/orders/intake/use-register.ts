import { isCivicError, type Civic, type Receipt, type RegisterInput } from '@civicgrid/sdk'
import { ref, shallowRef } from 'vue'
import { createAttempts } from '../actions/attempts.ts'
import type { Next } from './intake.ts'

/** What was registered; `failed` is why what should have come after it did not. */
export interface Registered {
  readonly receipt: Receipt
  readonly next: Next
  readonly failed: unknown
}

export interface Order {
  readonly input: RegisterInput
  readonly next: Next
  readonly reply: string
  /** The proposed owner, where it goes out at once. */
  readonly bodyCode: string | null
}

type Desk = Pick<Civic['workOrders'], 'register' | 'accept' | 'answer' | 'dispatch'>

/**
 * Registers a call and does what comes after it. The keys of all steps hang on one, so that sending the same again after a
 * lost answer does each step once.
 */
export function useRegister(orders: Desk) {
  const attempts = createAttempts()
  const busy = ref(false)
  const error = shallowRef<unknown>(null)

  async function after({ code, version }: Receipt, { next, reply, bodyCode }: Order, key: string): Promise<Receipt> {
    const at = { code, expectedVersion: version }
    if (next === 'answer')
      return orders.answer({ ...at, outcome: 'explained', text: reply }, { idempotencyKey: `${key}-answer` })
    const accepted = await orders.accept(at, { idempotencyKey: `${key}-accept` })
    return orders.dispatch(
      { code, expectedVersion: accepted.version, bodyCode: bodyCode ?? '' },
      { idempotencyKey: `${key}-dispatch` },
    )
  }

  return {
    busy,
    error,
    /** @returns null when it was not registered; `error` says why, and the form stays as it is */
    async register(order: Order): Promise<Registered | null> {
      if (busy.value) return null
      busy.value = true
      error.value = null
      try {
        const key = attempts.keyFor(order)
        const receipt = await orders.register(order.input, { idempotencyKey: key })
        if (order.next === 'register') {
          attempts.done()
          return { receipt, next: order.next, failed: null }
        }
        try {
          const last = await after(receipt, order, key)
          attempts.done()
          return { receipt: last, next: order.next, failed: null }
        } catch (thrown) {
          // What may pass by waiting is sent again from the form, with the same keys.
          if (isCivicError(thrown) && thrown.retryable) throw thrown
          attempts.done()
          return { receipt, next: order.next, failed: thrown }
        }
      } catch (thrown) {
        error.value = thrown
        return null
      } finally {
        busy.value = false
      }
    },
  }
}
