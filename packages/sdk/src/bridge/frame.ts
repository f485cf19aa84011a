import { createLink, type Link } from './link.ts'
import type { FromHost, FromPortal, Handlers } from './messages.ts'

// A portal in a frame, and the page that holds it. Each makes sure of the other's window and origin; from then on they
// speak through a port, which nobody else has.

/** The portal's side of a bridge. */
export type PortalLink = Link<FromPortal, FromHost>
/** The host's side of a bridge. */
export type HostLink = Link<FromHost, FromPortal>

const AGAIN_MS = 200

/** Said with a nonce before there is a port. */
interface Hello {
  civic: 'hello' | 'port'
  nonce: string
  hostApp?: string
}

function helloOf(data: unknown, kind: Hello['civic']): Hello | undefined {
  if (typeof data !== 'object' || data === null || !('civic' in data) || data.civic !== kind) return undefined
  return 'nonce' in data && typeof data.nonce === 'string' ? (data as Hello) : undefined
}

function overPort<Said, Heard>(port: MessagePort): Link<Said, Heard> {
  const { link, receive } = createLink<Said, Heard>({
    post: (message) => port.postMessage(message),
    close: () => port.close(),
  })
  port.onmessage = ({ data }) => receive(data)
  return link
}

function nonceOf(): string {
  let text = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Who holds us, as far as the browser says: so that no other registered origin is called in vain. */
function holderOf({ location, document }: Window): string | undefined {
  const above = location.ancestorOrigins as DOMStringList | undefined
  if (above?.[0] !== undefined) return above[0]
  return /^https?:\/\/[^/]+/.exec(document.referrer)?.[0]
}

export interface FoundHolder {
  link: PortalLink
  /** Which of the registered apps it says that it is; a ticket proves it. */
  hostApp: string | null
}

/**
 * The portal's side: calls the page above until it answers.
 * @param origins registered ones, which alone are called and believed
 * @returns null where nobody answers in time
 */
export function findHolder(origins: readonly string[], timeoutMs: number, page: Window): Promise<FoundHolder | null> {
  if (page.parent === page || origins.length === 0) return Promise.resolve(null)
  const holder = holderOf(page)
  const called = holder === undefined ? origins : origins.filter((origin) => origin === holder)
  if (called.length === 0) return Promise.resolve(null)
  const nonce = nonceOf()
  return new Promise((resolve) => {
    const end = (found: FoundHolder | null) => {
      clearInterval(again)
      clearTimeout(late)
      page.removeEventListener('message', heard)
      resolve(found)
    }
    const heard = ({ source, origin, data, ports }: MessageEvent) => {
      const hello = source === page.parent && called.includes(origin) ? helloOf(data, 'port') : undefined
      const [port] = ports
      if (hello?.nonce === nonce && port) end({ link: overPort(port), hostApp: hello.hostApp ?? null })
    }
    const call = () => {
      for (const origin of called) page.parent.postMessage({ civic: 'hello', nonce }, origin)
    }
    page.addEventListener('message', heard)
    // The page above may begin to listen later than we call.
    const again = setInterval(call, AGAIN_MS)
    const late = setTimeout(() => end(null), timeoutMs)
    call()
  })
}

export interface HoldOptions {
  frame: HTMLIFrameElement
  /** Of the portal, such as `https://12345.example.cn`: nobody else is answered, whatever the frame shows meanwhile. */
  origin: string
  /** The app's code in the city's registry. */
  hostApp: string
  on: Handlers<FromPortal>
  /** Each time a portal has come up in the frame, also after it was loaded again. */
  ready?(link: HostLink): void
}

/** The host's side: answers the portal in its frame. @returns a function that stops */
export function holdPortal({ frame, origin, hostApp, on, ready }: HoldOptions): () => void {
  let link: HostLink | undefined
  let last = ''
  const heard = (event: MessageEvent) => {
    const portal = frame.contentWindow
    const hello =
      portal && event.source === portal && event.origin === origin ? helloOf(event.data, 'hello') : undefined
    // The portal calls until it is answered: one call, one port.
    if (!hello || hello.nonce === last) return
    last = hello.nonce
    link?.close()
    const { port1, port2 } = new MessageChannel()
    link = overPort<FromHost, FromPortal>(port1)
    link.on(on)
    portal?.postMessage({ civic: 'port', nonce: hello.nonce, hostApp }, origin, [port2])
    ready?.(link)
  }
  addEventListener('message', heard)
  return () => {
    removeEventListener('message', heard)
    link?.close()
  }
}
