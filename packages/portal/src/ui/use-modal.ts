import { onBeforeUnmount, onMounted, type Ref } from 'vue'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/**
 * What every layer over the page does: the phone's back and Escape close it instead of leaving the page, Tab stays
 * inside, and focus returns to where it was.
 */
export function useModal(layer: Readonly<Ref<HTMLElement | null | undefined>>, close: () => void): void {
  const id = Math.random().toString(36).slice(2)
  const before = typeof document === 'undefined' ? null : document.activeElement
  let gone = false

  const back = () => {
    if ((history.state as { layer?: string } | null)?.layer === id || gone) return
    gone = true
    close()
  }
  const key = (event: KeyboardEvent) => {
    // Of two layers the upper one is meant.
    if ((history.state as { layer?: string } | null)?.layer !== id) return
    if (event.key === 'Escape') close()
    if (event.key !== 'Tab' || !layer.value) return
    const stops = layer.value.querySelectorAll<HTMLElement>(FOCUSABLE)
    const [first, last] = [stops[0], stops[stops.length - 1]]
    const turn = event.shiftKey ? first : last
    if (document.activeElement !== turn && layer.value.contains(document.activeElement)) return
    event.preventDefault()
    ;(event.shiftKey ? last : first)?.focus()
  }

  onMounted(() => {
    history.pushState({ ...(history.state as object | null), layer: id }, '')
    addEventListener('popstate', back)
    addEventListener('keydown', key)
  })
  onBeforeUnmount(() => {
    removeEventListener('popstate', back)
    removeEventListener('keydown', key)
    if (!gone) {
      gone = true
      history.back()
    }
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  })
}
