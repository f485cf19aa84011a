import Taro from '@tarojs/taro'
import { inject, nextTick, onMounted, onUnmounted, reactive, watch, type InjectionKey } from 'vue'

/** Pixels above and below the screen within which rows stay: a fast finger sees no gap. */
const MARGIN = 1_500

/** Whoever has not been heard of for so long was not on the screen yet when it was asked for, and is asked for again. */
const UNHEARD_MS = 500

interface Observed {
  readonly observer: Taro.IntersectionObserver
  /** Since when, until it was heard of for the first time. */
  unheardSince: number | null
}

/** The page that a component is on: what `getCurrentInstance` tells later may be another, and is none while it is covered. */
export const OWN_PAGE: InjectionKey<Taro.PageInstance | null> = Symbol('own page')

/** Heights of those of the named elements that are far from the screen; of the others nothing. */
export function useGaps(names: () => readonly string[]): Readonly<Record<string, number>> {
  const gaps = reactive<Record<string, number>>({})
  const observed = new Map<string, Observed>()
  const page = inject(OWN_PAGE, null)
  let gone = false
  /** Near the screen again, and still a gap. */
  const awaited = new Set<string>()
  let filling = false

  /** One gap after another: rows of several in one setData are more than a phone takes in one go. */
  async function fill(): Promise<void> {
    if (filling) return
    filling = true
    for (const name of awaited) {
      awaited.delete(name)
      delete gaps[name]
      await nextTick()
      await new Promise<void>((done) => Taro.nextTick(done))
    }
    filling = false
  }
  function observe(name: string): void {
    if (!page) return
    const observer = Taro.createIntersectionObserver(page, {
      // At 0 it may only touch: the second one tells that it has come in.
      thresholds: [0, 0.01],
      // The first look is told if it is other than this, and so it always is.
      initialRatio: -1,
    })
    const own: Observed = { observer, unheardSince: Date.now() }
    observed.set(name, own)
    observer.relativeToViewport({ top: MARGIN, bottom: MARGIN }).observe(`#${name}`, (seen) => {
      const height = seen.boundingClientRect?.height ?? 0
      own.unheardSince = null
      if ((seen.intersectionRatio ?? 0) > 0) {
        if (gaps[name]) awaited.add(name)
        void fill()
      } else if (height > 0) {
        awaited.delete(name)
        gaps[name] = height
      }
      askAgain()
    })
  }
  /** What is asked for before it is on the screen is never told of. */
  function askAgain(): void {
    for (const [name, { observer, unheardSince }] of observed)
      if (unheardSince !== null && Date.now() - unheardSince > UNHEARD_MS) {
        observer.disconnect()
        observe(name)
      }
  }
  function follow(): void {
    if (gone) return
    const wanted = new Set(names())
    for (const [name, { observer }] of observed)
      if (!wanted.has(name)) {
        observer.disconnect()
        observed.delete(name)
        awaited.delete(name)
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
    gone = true
    for (const { observer } of observed.values()) observer.disconnect()
  })
  return gaps
}
