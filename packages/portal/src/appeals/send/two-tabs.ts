import { keep } from '../../platform/keep.ts'

const SENT = 'civic.sent'

/** Other tabs that show the same draft hear that it was sent; nothing of it stays on the phone. */
export function tellSent(id: string, code: string): void {
  try {
    keep.set(SENT, JSON.stringify({ id, code }))
  } catch {
    // They hear of it from the server, which takes one draft once.
  }
  keep.remove(SENT)
}

/** @param told the draft and the code of what another tab has sent. @returns stops listening */
export function onSent(told: (id: string, code: string) => void): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key !== SENT || newValue === null) return
    const { id, code } = JSON.parse(newValue) as { id: string; code: string }
    told(id, code)
  }
  addEventListener('storage', heard)
  return () => removeEventListener('storage', heard)
}
