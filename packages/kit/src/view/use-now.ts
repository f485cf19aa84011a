import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/**
 * The present, for times told in words; moves by itself.
 * @param everyMs how often it moves.
 * @param skewMs server's clock minus this phone's, so that a wrong phone clock breaks no promise.
 */
export function useNow(everyMs = 30_000, skewMs: () => number = () => 0): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now() + skewMs())
  const timer = setInterval(() => {
    now.value = Date.now() + skewMs()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
