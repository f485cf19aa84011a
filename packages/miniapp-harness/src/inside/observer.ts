import type { Answering } from './wx.ts'

interface Margins {
  top?: number
  right?: number
  bottom?: number
  left?: number
}

const px = ({ top = 0, right = 0, bottom = 0, left = 0 }: Margins) => `${top}px ${right}px ${bottom}px ${left}px`

/** On the page on top: ids of a page that is covered are its own. */
const named = (selector: string) =>
  [...document.body.children]
    .find((each) => each.localName === 'wx-page' && !each.hasAttribute('hidden'))
    ?.querySelector(selector)

/**
 * `wx.createIntersectionObserver` against the screen: by the browser's own, and silent in jsdom, where nothing is laid out
 * and so nothing comes into sight.
 */
export const observing: Answering = (_component, option) => {
  const { thresholds = [0] } = (option ?? {}) as { thresholds?: number[] }
  let margins: Margins = {}
  let own: IntersectionObserver | undefined
  const observer = {
    relativeToViewport(given: Margins = {}) {
      margins = given
      return observer
    },
    observe(selector: string, told: (seen: object) => void) {
      const element = named(selector)
      if (!element || !('IntersectionObserver' in window)) return
      own = new IntersectionObserver(
        ([seen]) => {
          if (!seen) return
          const { intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } = seen
          told({ intersectionRatio, intersectionRect, boundingClientRect, relativeRect: rootBounds, time })
        },
        { rootMargin: px(margins), threshold: thresholds },
      )
      own.observe(element)
    },
    disconnect: () => own?.disconnect(),
  }
  return observer
}
