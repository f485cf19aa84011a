/** What fingers, a mouse and a wheel mean. Touch and mouse events, since the web-views of iOS 12 have no pointer events. */
export interface Gestures {
  pan(dx: number, dy: number): void
  /** @param factor above 1 comes closer; the point is where the fingers or the wheel are. */
  zoom(factor: number, x: number, y: number): void
  tap(x: number, y: number): void
}

/** A finger that moved less than this, px, has tapped. */
const STILL = 8

interface Hold {
  x: number
  y: number
  spread: number
  moved: number
}

export function listen(element: HTMLElement, gestures: Gestures): () => void {
  let hold: Hold | null = null

  const at = (clientX: number, clientY: number): [number, number] => {
    const box = element.getBoundingClientRect()
    return [clientX - box.left, clientY - box.top]
  }
  const holdOf = (touches: TouchList): Hold => {
    const points = Array.from(touches, (touch) => at(touch.clientX, touch.clientY))
    const [a = [0, 0], b] = points
    if (!b) return { x: a[0], y: a[1], spread: 0, moved: hold?.moved ?? 0 }
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, spread: Math.hypot(a[0] - b[0], a[1] - b[1]), moved: STILL }
  }
  const follow = (next: Hold) => {
    if (!hold) return
    next.moved = hold.moved + Math.abs(next.x - hold.x) + Math.abs(next.y - hold.y)
    gestures.pan(next.x - hold.x, next.y - hold.y)
    if (hold.spread > 0 && next.spread > 0) gestures.zoom(next.spread / hold.spread, next.x, next.y)
    hold = next
  }
  const release = () => {
    if (hold && hold.moved < STILL) gestures.tap(hold.x, hold.y)
    hold = null
  }

  const touchStart = (event: TouchEvent) => {
    hold = holdOf(event.touches)
  }
  const touchMove = (event: TouchEvent) => {
    event.preventDefault()
    follow(holdOf(event.touches))
  }
  const touchEnd = (event: TouchEvent) => {
    // The mouse events that a browser makes of a touch would tap twice.
    event.preventDefault()
    if (event.touches.length === 0) release()
    else hold = holdOf(event.touches)
  }
  const mouseDown = (event: MouseEvent) => {
    if (event.button !== 0) return
    const [x, y] = at(event.clientX, event.clientY)
    hold = { x, y, spread: 0, moved: 0 }
  }
  const mouseMove = (event: MouseEvent) => {
    if (!hold) return
    const [x, y] = at(event.clientX, event.clientY)
    follow({ x, y, spread: 0, moved: 0 })
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    gestures.zoom(Math.exp(-event.deltaY / 400), ...at(event.clientX, event.clientY))
  }

  element.addEventListener('touchstart', touchStart, { passive: true })
  element.addEventListener('touchmove', touchMove, { passive: false })
  element.addEventListener('touchend', touchEnd, { passive: false })
  element.addEventListener('mousedown', mouseDown)
  element.addEventListener('wheel', wheel, { passive: false })
  addEventListener('mousemove', mouseMove)
  addEventListener('mouseup', release)
  return () => {
    // Those of the element go with it.
    removeEventListener('mousemove', mouseMove)
    removeEventListener('mouseup', release)
  }
}
