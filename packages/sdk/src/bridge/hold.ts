import type { Failed, Link } from './link.ts'
import type { FromHost, FromPortal, Handlers } from './messages.ts'
import { helloOf, overPort } from './port.ts'

export interface HoldOptions<Said = FromHost, Heard = FromPortal> {
  frame: HTMLIFrameElement
  /** Of the portal, such as `https://12345.example.cn`: nobody else is answered, whatever the frame shows meanwhile. */
  origin: string
  /** The app's code in the city's registry; of an embedded page the integration. */
  hostApp: string
  on: Handlers<Heard>
  /** Each time a portal has come up in the frame, also after it was loaded again. */
  ready?(link: Link<Said, Heard>): void
}

/** The holder's side: answers the page in its frame. @returns a function that stops */
export function holdFrame<Said, Heard>(
  { frame, origin, hostApp, on, ready }: HoldOptions<Said, Heard>,
  failed: Failed,
): () => void {
  let link: Link<Said, Heard> | undefined
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
    link = overPort<Said, Heard>(port1, failed)
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
