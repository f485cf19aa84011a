import { getCurrentInstance, onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/**
 * The present, for times told in words; moves by itself once the screen is shown (and never while a page is prerendered).
 * @param everyMs how often it moves.
 */
export function useNow(everyMs = 30_000): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  const start = () => {
    timer = setInterval(() => {
      now.value = Date.now()
    }, everyMs)
  }
  if (getCurrentInstance()) onMounted(start)
  else start()
  onScopeDispose(() => clearInterval(timer))
  return now
}
