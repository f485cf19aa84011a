/**
 * Idempotency keys of one form. The same words sent twice (a double tap, a lost answer, "try again") carry the same key,
 * so that the server does them once; changed words are another command and get another key.
 */
export interface Attempts {
  keyFor(body: object): string
  /** After success: the next command of this form is a new one. */
  done(): void
}

export function createAttempts(newKey: () => string = () => crypto.randomUUID()): Attempts {
  let last: { body: string; key: string } | undefined
  return {
    keyFor(body) {
      const text = JSON.stringify(body)
      if (last?.body !== text) last = { body: text, key: newKey() }
      return last.key
    },
    done() {
      last = undefined
    },
  }
}
