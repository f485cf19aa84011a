import { onScopeDispose } from 'vue'

/** Looks every so often while the page is seen, and at once when somebody comes back to it. */
export function useLookAgain(look: () => unknown, everyMs: number): void {
  const seen = (): void => {
    if (!document.hidden) void look()
  }
  const timer = setInterval(seen, everyMs)
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
}
