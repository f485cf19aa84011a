interface Around {
  webkit?: { messageHandlers?: { civicgrid?: unknown } }
  CivicGridHost?: unknown
}

/** Whether some other page holds this one in a frame. There no cookie reaches us. */
export const framed = (): boolean => typeof window !== 'undefined' && window.parent !== window

/** Whether there may be a host app to speak with; what that takes is loaded then alone. */
export function mayBeHeld(): boolean {
  const around = window as Window & Around
  return framed() || Boolean(around.webkit?.messageHandlers?.civicgrid ?? around.CivicGridHost)
}

/** Whether this is a page for a partner's frame: the same pages, under a base of their own. */
export const embedded = (): boolean => typeof window !== 'undefined' && location.pathname.startsWith('/embed/')
