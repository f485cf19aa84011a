import type { CommandOptions, OnAppeal, Receipt } from '@civicgrid/sdk'
import { isCivicError } from '@civicgrid/sdk'
import { shallowRef, type ShallowRef } from 'vue'
import { createAttempts } from './attempts.ts'

/** What a form is given by the page that holds it. */
export interface ActionContext {
  /** The order's code and the version that this person has read: somebody else's later change refuses the command. */
  on(): OnAppeal
  /** It was done. */
  done(receipt: Receipt): void
  /** A colleague was first: the page loads the order anew, the form keeps what was typed. */
  stale(): void
}

export interface ActionRun {
  readonly busy: Readonly<ShallowRef<boolean>>
  readonly error: ShallowRef<unknown>
  /** Sends the form once, however often it is pressed. */
  send(): Promise<void>
}

/** Codes that mean "you have not seen the latest". */
const STALE = new Set(['VERSION_CONFLICT', 'WRONG_STATE', 'NOT_ALLOWED_NOW'])

/**
 * One form's command: one at a time, the same key for the same words until it succeeded.
 * @param input what was typed, read at the moment of sending.
 */
export function useAction<Typed extends object>(
  context: ActionContext,
  input: () => Typed,
  command: (input: Typed & OnAppeal, options: CommandOptions) => Promise<Receipt>,
): ActionRun {
  const attempts = createAttempts()
  const busy = shallowRef(false)
  const error = shallowRef<unknown>(null)
  return {
    busy,
    error,
    async send() {
      if (busy.value) return
      busy.value = true
      error.value = null
      const body = { ...input(), ...context.on() }
      try {
        const receipt = await command(body, { idempotencyKey: attempts.keyFor(body) })
        attempts.done()
        context.done(receipt)
      } catch (thrown) {
        if (isCivicError(thrown) && STALE.has(thrown.code)) context.stale()
        // The conflict itself is told by what changed, which the page shows above the form.
        error.value = isCivicError(thrown) && thrown.code === 'VERSION_CONFLICT' ? null : thrown
      } finally {
        busy.value = false
      }
    },
  }
}
