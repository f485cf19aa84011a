/** How far each key goes among the choices of a group. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/**
 * Arrows in a group of `role="radio"`, as whoever hears "choice" expects them: the next one is chosen and has the focus,
 * from the last one the first.
 */
export function chooseByArrows(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  if (step === undefined || !(event.currentTarget instanceof Element)) return
  const choices = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]'))
  const at = choices.findIndex((choice) => choice === document.activeElement)
  const next = choices[(at + step + choices.length) % choices.length]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
  next.click()
}
