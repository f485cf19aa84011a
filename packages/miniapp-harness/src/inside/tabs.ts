import type { AppJson } from '../program.ts'

export interface Tabs {
  has(path: string): boolean
  /** Draws the bar under a page of it, and takes it away under others. */
  show(path: string | undefined): void
}

/** The bar at the foot that app.json's `tabBar` asks for. */
export function createTabs(app: AppJson, go: (path: string, index: number) => void): Tabs {
  const list = app.tabBar?.list ?? []
  const bar = document.createElement('nav')
  bar.className = 'mp-tabs'
  bar.setAttribute('role', 'tablist')
  const buttons = list.map(({ pagePath, text }, i) => {
    const button = document.createElement('button')
    button.textContent = text
    button.setAttribute('role', 'tab')
    button.addEventListener('click', () => go(pagePath, i))
    return button
  })
  bar.append(...buttons)
  return {
    has: (path) => list.some(({ pagePath }) => pagePath === path),
    show(path) {
      bar.remove()
      const at = list.findIndex(({ pagePath }) => pagePath === path)
      if (at < 0) return
      for (const [i, button] of buttons.entries()) button.setAttribute('aria-selected', String(i === at))
      document.body.append(bar)
    },
  }
}
