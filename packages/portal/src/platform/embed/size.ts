import type { Holder } from './connect.ts'

const LAYER = '[aria-modal="true"]'
const AGAIN_MS = 500

/**
 * Tells the page around how high this one is, where the focus went, and when a layer stands over it: inside, such a layer
 * would lie somewhere in a frame of which the window shows a part.
 */
export function tellSize(link: Holder['link']): void {
  const app = document.getElementById('app')
  let height = 0
  let layered = false
  const measure = () => {
    const now = Math.ceil(app?.getBoundingClientRect().height ?? 0)
    // While it covers the window the page is as wide as that, and another height.
    if (layered || now === height) return
    height = now
    link.tell('height', { height })
  }
  const layers = () => {
    const open = document.querySelector(LAYER) !== null
    if (open === layered) return
    layered = open
    link.tell('layer', { open })
    if (!open) measure()
  }
  if (app && 'ResizeObserver' in window) new ResizeObserver(measure).observe(app)
  else setInterval(measure, AGAIN_MS)
  new MutationObserver(layers).observe(document.body, { childList: true })
  addEventListener('focusin', ({ target }) => {
    if (layered || !(target instanceof Element)) return
    const { top, height: own } = target.getBoundingClientRect()
    link.tell('focus', { top, height: own })
  })
  addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented && !layered) link.tell('leave', null)
  })
  measure()
}
