import { nextTick } from 'vue'

/**
 * Element Plus puts the list of an open select into a scrolling box that no key reaches. Making the box focusable lets it
 * be scrolled without a mouse (WCAG 2.1.1).
 */
export async function reachList(open: boolean): Promise<void> {
  if (!open) return
  await nextTick()
  for (const box of document.querySelectorAll<HTMLElement>('.el-select-dropdown__wrap')) box.tabIndex = 0
}
