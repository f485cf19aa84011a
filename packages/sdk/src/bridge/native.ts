import { civicFailed } from './failed.ts'
import { createLink } from './link.ts'
import type { PortalLink } from './frame.ts'
import type { FromHost, FromPortal } from './messages.ts'

/** Kinds of places that a portal may find itself in. */
export type HostKind = 'frame' | 'wkwebview' | 'android' | 'ark' | 'wechat' | 'browser'

/** What native apps put into the page: docs/guides/host-app.md has both sides. */
interface NativeWindow {
  webkit?: { messageHandlers?: { civicgrid?: { postMessage(text: string): void } } }
  /** `addJavascriptInterface` of Android, `javaScriptProxy` of ArkWeb. */
  CivicGridHost?: { postMessage(text: string): void }
  /** What the app calls with each of its messages, as JSON text. */
  civicgridReceive?: (text: string) => void
  __wxjs_environment?: string
}

/** Where a page is, by what it finds around it; a hint, since any page or app can put on the same signs. */
export function kindOf(page: Window): HostKind {
  const native = page as Window & NativeWindow
  const { userAgent } = page.navigator
  if (page.parent !== page) return 'frame'
  if (native.webkit?.messageHandlers?.civicgrid) return 'wkwebview'
  if (native.CivicGridHost) return /ArkWeb|OpenHarmony/.test(userAgent) ? 'ark' : 'android'
  if (native.__wxjs_environment === 'miniprogram' || /miniProgram/i.test(userAgent)) return 'wechat'
  return 'browser'
}

/** The link to a native app: what the app says back to `hello` within the time. @returns null where it says nothing */
export async function nativeLink(
  page: Window,
  timeoutMs: number,
): Promise<{ link: PortalLink; hostApp: string | null } | null> {
  const native = page as Window & NativeWindow
  const app = native.webkit?.messageHandlers?.civicgrid ?? native.CivicGridHost
  if (!app) return null
  const { link, receive } = createLink<FromPortal & Hello, FromHost>(
    {
      // As its own method: what Android puts in cannot be called apart from it.
      post: (message) => Reflect.apply(app.postMessage, app, [JSON.stringify(message)]),
      close: () => delete native.civicgridReceive,
    },
    civicFailed,
  )
  native.civicgridReceive = receive
  try {
    const said = await link.ask('hello', null, timeoutMs)
    return { link, hostApp: said?.hostApp ?? null }
  } catch {
    link.close()
    return null
  }
}

interface Hello {
  hello: { data: null; answer: { hostApp?: string } | null }
}
