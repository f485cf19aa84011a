import { found } from './query.ts'
import type { Answering } from './wx.ts'

interface Margins {
  top?: number
  right?: number
  bottom?: number
  left?: number
}

const px = ({ top = 0, right = 0, bottom = 0, left = 0 }: Margins) => `${top}px ${right}px ${bottom}px ${left}px`

interface Option {
  thresholds?: number[]
  initialRatio?: number
}

/**
 * `wx.createIntersectionObserver` against the screen: by the browser's own, and silent in jsdom, where nothing is laid out
 * and so nothing comes into sight. As WeChat has it, the first look is told only if it is other than `initialRatio`, which
 * is nothing at all unless the program says otherwise: of what is far from the screen nothing is heard at first.
 */
export const observing =
  (page: (component: unknown) => Element | undefined): Answering =>
  (component, option) => {
    const { thresholds = [0], initialRatio = 0 } = (option ?? {}) as Option
    let margins: Margins = {}
    let own: IntersectionObserver | undefined
    const observer = {
      relativeToViewport(given: Margins = {}) {
        margins = given
        return observer
      },
      observe(selector: string, told: (seen: object) => void) {
        const [element] = found(page(component), selector)
        if (!element || !('IntersectionObserver' in window)) return
        let first = true
        own = new IntersectionObserver(
          (entries) => {
            for (const { intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } of entries) {
              const known = first && intersectionRatio === initialRatio
              first = false
              if (!known)
                told({ intersectionRatio, intersectionRect, boundingClientRect, relativeRect: rootBounds, time })
            }
          },
          { rootMargin: px(margins), threshold: thresholds },
        )
        own.observe(element)
      },
      disconnect: () => own?.disconnect(),
    }
    return observer
  }
