/** A layer over a partner's page: the focus is kept in it and given back after it. */
export interface Dialog {
  /** Where the frame goes. */
  readonly inside: Node
  show(): void
  close(): void
}

const FULL = { padding: '0', border: '0', width: '100%', height: '100%', background: '#fff' }
const WIDE = 760

const put = (element: HTMLElement, styles: Readonly<Record<string, string>>) => {
  for (const name of Object.keys(styles)) element.style.setProperty(name, styles[name] || '')
}

/**
 * The browser's own dialog: everything else is inert while it shows, and the focus goes back by itself. Where there is none
 * (before iOS 15.4 and Chrome 37) it lies over the page, and the focus is kept and given back by hand.
 */
export function dialogIn(root: ShadowRoot, name: string, leave: () => void): Dialog {
  const box = document.createElement('dialog')
  const before = document.activeElement
  const own = typeof box.showModal === 'function'
  box.setAttribute('aria-label', name)
  put(box, { ...FULL, 'max-width': '100%', 'max-height': '100%', 'flex-direction': 'column' })
  if (innerWidth >= WIDE) put(box, { width: '45rem', height: '90%', 'border-radius': '16px' })
  if (!own) {
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-modal', 'true')
    put(box, {
      position: 'fixed',
      top: '0',
      left: '0',
      right: '0',
      bottom: '0',
      margin: 'auto',
      'z-index': '2147483647',
    })
  }
  const shut = document.createElement('button')
  shut.type = 'button'
  shut.textContent = '×'
  shut.setAttribute('aria-label', name === 'City services' ? 'Close' : '关闭')
  put(shut, {
    'align-self': 'flex-end',
    flex: 'none',
    width: '48px',
    height: '48px',
    border: '0',
    background: 'none',
    font: '28px sans-serif',
    cursor: 'pointer',
  })
  shut.addEventListener('click', leave)
  box.addEventListener('cancel', (event) => {
    event.preventDefault()
    leave()
  })
  // Whatever is behind is not inert then: who comes there by the keyboard is brought back.
  const keep = ({ target }: Event) => {
    if (target !== root.host) shut.focus()
  }
  const escape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') leave()
  }
  const inside = document.createElement('div')
  put(inside, { flex: '1', 'min-height': '0' })
  box.appendChild(shut)
  box.appendChild(inside)
  root.appendChild(box)
  return {
    inside,
    show() {
      put(box, { display: 'flex' })
      if (own) box.showModal()
      else {
        document.addEventListener('focusin', keep)
        box.addEventListener('keydown', escape)
        shut.focus()
      }
    },
    close() {
      if (own && box.open) box.close()
      document.removeEventListener('focusin', keep)
      box.remove()
      if (before instanceof HTMLElement) before.focus()
    },
  }
}
