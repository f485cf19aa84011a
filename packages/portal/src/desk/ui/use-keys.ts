import { onMounted, onScopeDispose } from 'vue'

/** Where letters are text and never a command. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.getAttribute('role') === 'combobox'
  )
}

/**
 * Single keys as commands, while this component stands.
 * @param commands by `KeyboardEvent.key`; gives false for "not mine", and the key does what it always does.
 * @param enabled the person may switch single keys off; Escape works all the same.
 */
export function useKeys(commands: Readonly<Record<string, () => boolean | void>>, enabled: () => boolean): void {
  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key !== 'Escape' && (!enabled() || isTyping(event.target) || document.querySelector('[aria-modal=true]')))
      return
    const command = commands[event.key]
    if (command && command() !== false) event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}
