import Taro from '@tarojs/taro'
import { nextTick, onMounted, onUnmounted, reactive, watch } from 'vue'

/** Pixels above and below the screen within which rows stay: a fast finger sees no gap. */
const MARGIN = 1_500

/** Heights of those of the named elements that are far from the screen; of the others nothing. */
export function useGaps(names: () => readonly string[]): Readonly<Record<string, number>> {
  const gaps = reactive<Record<string, number>>({})
  const observed = new Map<string, Taro.IntersectionObserver>()
  const page = Taro.getCurrentInstance().page

  function observe(name: string): void {
    if (!page) return
    const observer = Taro.createIntersectionObserver(page, { thresholds: [0] })
    observed.set(name, observer)
    observer.relativeToViewport({ top: MARGIN, bottom: MARGIN }).observe(`#${name}`, (seen) => {
      const height = seen.boundingClientRect?.height ?? 0
      if ((seen.intersectionRatio ?? 0) > 0) delete gaps[name]
      else if (height > 0) gaps[name] = height
    })
  }
  function follow(): void {
    const wanted = new Set(names())
    for (const [name, observer] of observed)
      if (!wanted.has(name)) {
        observer.disconnect()
        observed.delete(name)
        delete gaps[name]
      }
    for (const name of wanted) if (!observed.has(name)) observe(name)
  }
  onMounted(() =>
    watch(
      () => names().length,
      // What is observed has to be on the screen.
      () => nextTick(() => Taro.nextTick(follow)),
      { immediate: true },
    ),
  )
  onUnmounted(() => {
    for (const observer of observed.values()) observer.disconnect()
  })
  return gaps
}
