import { ref, shallowRef } from 'vue'
import { createAttempts } from '../orders/actions/attempts.ts'

/** One command of a form at a time; the same input sent twice is done once. */
export function useGive() {
  const attempts = createAttempts()
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  return {
    busy,
    error,
    /** @returns the answer, or null when it was refused; `error` says why */
    async give<Input extends object, Output>(
      command: (input: Input, options: { idempotencyKey: string }) => Promise<Output>,
      input: Input,
    ): Promise<Output | null> {
      if (busy.value) return null
      busy.value = true
      error.value = null
      try {
        const answer = await command(input, { idempotencyKey: attempts.keyFor(input) })
        attempts.done()
        return answer
      } catch (thrown) {
        error.value = thrown
        return null
      } finally {
        busy.value = false
      }
    },
  }
}
