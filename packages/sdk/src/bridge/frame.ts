import { civicFailed } from './failed.ts'
import { holdFrame, type HoldOptions } from './hold.ts'
import type { Link } from './link.ts'
import type { FromHost, FromPortal } from './messages.ts'
import { helloOf, overPort } from './port.ts'

// A portal in a frame, and the page that holds it. Each makes sure of the other's window and origin; from then on they
// speak through a port, which nobody else has.

/** The portal's side of a bridge. */
export type PortalLink = Link<FromPortal, FromHost>
/** The host's side of a bridge. */
export type HostLink = Link<FromHost, FromPortal>

const AGAIN_MS = 200

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

export interface FoundHolder<Said = FromPortal, Heard = FromHost> {
  link: Link<Said, Heard>
  /** Which of the registered apps it says that it is; a ticket proves it. */
  hostApp: string | null
  /** Of the page above, as the browser says. */
  origin: string
}

/**
 * The portal's side: calls the page above until it answers.
 * @param origins registered ones, which alone are called and believed
 * @returns null where nobody answers in time
 */
export function findHolder<Said = FromPortal, Heard = FromHost>(
  origins: readonly string[],
  timeoutMs: number,
  page: Window,
): Promise<FoundHolder<Said, Heard> | null> {
  if (page.parent === page || origins.length === 0) return Promise.resolve(null)
  const holder = holderOf(page)
  const called = holder === undefined ? origins : origins.filter((origin) => origin === holder)
  if (called.length === 0) return Promise.resolve(null)
  const nonce = nonceOf()
  return new Promise((resolve) => {
    const end = (found: FoundHolder<Said, Heard> | null) => {
      clearInterval(again)
      clearTimeout(late)
      page.removeEventListener('message', heard)
      resolve(found)
    }
    const heard = ({ source, origin, data, ports }: MessageEvent) => {
      const hello = source === page.parent && called.includes(origin) ? helloOf(data, 'port') : undefined
      const [port] = ports
      if (hello?.nonce === nonce && port)
        end({ link: overPort(port, civicFailed), hostApp: hello.hostApp ?? null, origin })
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

/** The host's side: answers the portal in its frame. @returns a function that stops */
export const holdPortal = (options: HoldOptions): (() => void) => holdFrame(options, civicFailed)
