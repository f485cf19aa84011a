/**
 * A prerendered page can be typed into before its script is there, and mounting replaces it: on a slow phone a sentence
 * would be gone. What was typed is read before, and typed again into the same fields after.
 */
type Field = HTMLInputElement | HTMLTextAreaElement

const fieldsIn = (root: ParentNode): Field[] =>
  Array.from(root.querySelectorAll<Field>('textarea, input:not([type=file]):not([type=search])'))

const sameField = (a: Field, b: Field | undefined): b is Field =>
  b !== undefined && a.tagName === b.tagName && a.type === b.type && a.autocomplete === b.autocomplete

/** @returns puts it back into the fields that stand there by then, beside what a draft has brought back. */
export function takeTyped(root: ParentNode): (root: ParentNode) => void {
  const typed = fieldsIn(root).map((field) => ({
    field,
    text: field.type === 'checkbox' ? '' : field.value,
    checked: field instanceof HTMLInputElement && field.checked,
    writing: field === document.activeElement,
  }))
  return (now) => {
    const fields = fieldsIn(now)
    for (const [i, { field, text, checked, writing }] of typed.entries()) {
      const next = fields[i]
      if (!sameField(field, next)) return
      if (next instanceof HTMLInputElement && checked !== next.checked && checked) next.click()
      if (text !== '') {
        next.value = [next.value, text].filter(Boolean).join(' ')
        next.dispatchEvent(new Event('input', { bubbles: true }))
      }
      if (writing) next.focus({ preventScroll: true })
    }
  }
}
