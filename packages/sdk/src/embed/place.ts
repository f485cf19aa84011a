const WHOLE: Readonly<Record<string, string>> = {
  position: 'fixed',
  top: '0',
  left: '0',
  width: '100vw',
  height: '100vh',
  'z-index': '2147483647',
}

/** Where a frame stands in the partner's page, by what its own page says. Styles by script alone: no policy is in their way. */
export interface Placed {
  height(px: number): void
  /** Over the whole window while a layer is open in it, and back; what is around it does not move. */
  cover(open: boolean): void
  /** Scrolls what has the focus into the window, where it is not there already. */
  show(top: number, height: number): void
}

/** @param fill the frame is as high as its container, as in a dialog: its page scrolls by itself */
export function placeFrame(frame: HTMLIFrameElement, fill: boolean): Placed {
  const { style } = frame
  const set = (name: string, value: string) => style.setProperty(name, value)
  set('border', '0')
  set('display', 'block')
  set('width', '100%')
  set('height', fill ? '100%' : '480px')
  let own = style.height
  let open = false
  /** Keeps the room of the frame while that covers the window. */
  const room = document.createElement('div')
  return {
    height(px) {
      if (fill || !(px > 0)) return
      own = `${Math.ceil(px)}px`
      if (open) room.style.height = own
      else set('height', own)
    },
    cover(wanted) {
      if (fill || wanted === open) return
      open = wanted
      if (open) {
        room.style.height = own
        if (frame.parentNode) frame.parentNode.insertBefore(room, frame)
        for (const name of Object.keys(WHOLE)) set(name, WHOLE[name] || '')
        return
      }
      for (const name of Object.keys(WHOLE)) style.removeProperty(name)
      set('width', '100%')
      set('height', own)
      room.remove()
    },
    show(top, height) {
      if (fill || open) return
      const at = frame.getBoundingClientRect().top + top
      if (at < 0 || at + height > innerHeight) scrollBy(0, at - Math.max(0, (innerHeight - height) / 2))
    },
  }
}
