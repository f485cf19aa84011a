import { holdFrame } from '../bridge/hold.ts'
import type { Link } from '../bridge/link.ts'
import type { FromEmbedded, FromPartner, Look } from './messages.ts'
import { placeFrame } from './place.ts'

export interface EmbedOptions {
  /** The city's service, such as `https://12345.example.cn`. */
  baseUrl: string
  /** `civic_…`, as the desk shows it. */
  integration: string
  /** Which page: `send`, or `appeal/<code>`. */
  page: string
  /** Where the frame goes, at its end. */
  container: Node
  /** Your server's single-use secret for whoever is signed in at your page; null while nobody is. */
  secret(asked: { proof: string }): Promise<string | null> | string | null
  look?: Look
  /** What screen readers call the frame. */
  title?: string
  /** The frame is as high as its container instead of as its page. */
  fill?: boolean
  /** The page is there and has found yours. */
  onReady?(): void
  /** An appeal was sent. */
  onSent?(sent: { code: string }): void
  /** Escape was pressed, and nothing in the page was left to close. */
  onLeave?(): void
}

/** A page of the city in yours. */
export interface Embedded {
  readonly frame: HTMLIFrameElement
  /** Changes what is named, at once where the page is there. */
  look(look: Look): void
  /** Whoever was signed in at your page is not any more. */
  signOut(): void
  /** Takes it away. */
  close(): void
}

/** What an embedded page may ask the browser for; which of it the resident allows is theirs to say. */
const ALLOW = ['camera', 'microphone', 'geolocation', 'clipboard-write']

/** The page's address; what it looks like from the first moment stands in it. */
export function addressOf({
  baseUrl,
  integration,
  page,
  look = {},
}: Omit<EmbedOptions, 'container' | 'secret'>): string {
  const said = [`integration=${encodeURIComponent(integration)}`]
  for (const name of ['theme', 'locale', 'brand', 'radius', 'elder'] as const) {
    const value = look[name]
    if (value !== undefined && value !== false) said.push(`${name}=${encodeURIComponent(String(value))}`)
  }
  return `${baseUrl.replace(/\/+$/, '')}/embed/${page}?${said.join('&')}`
}

/**
 * Puts a page of the city into yours. Whoever writes there is known by your server's secret; nothing of what they write
 * reaches your page. Needs no policy for Trusted Types, and of a CSP `frame-src` alone.
 */
export function mountEmbed(options: EmbedOptions): Embedded {
  const { baseUrl, integration, container, fill = false } = options
  let look = { ...options.look }
  let changed = false
  let link: Link<FromPartner, FromEmbedded> | undefined
  const frame = document.createElement('iframe')
  frame.title = options.title || '城市服务'
  const origin = new URL(baseUrl).origin
  frame.setAttribute('allow', ALLOW.map((what) => `${what} ${origin}`).join('; '))
  // Whatever the page's own policy: the city has to know by whom it is asked to show itself.
  frame.referrerPolicy = 'origin'
  const placed = placeFrame(frame, fill)
  const stop = holdFrame<FromPartner, FromEmbedded>(
    {
      frame,
      origin,
      hostApp: integration,
      ready(found) {
        link = found
        // What was changed while the page loaded, or before it began anew: its address says how it looked at first.
        if (changed) link.tell('look', look)
        if (options.onReady) options.onReady()
      },
      on: {
        secret: async (asked) => (await options.secret(asked)) || null,
        height: ({ height }) => placed.height(height),
        layer: ({ open }) => placed.cover(open),
        focus: ({ top, height }) => placed.show(top, height),
        sent: (sent) => options.onSent && options.onSent(sent),
        leave: () => options.onLeave && options.onLeave(),
      },
    },
    (code, message) => new Error(`${code}: ${message}`),
  )
  // Before the address, so that the page finds you.
  frame.src = addressOf(options)
  container.appendChild(frame)
  return {
    frame,
    look(more) {
      look = { ...look, ...more }
      changed = true
      if (link) link.tell('look', look)
    },
    signOut() {
      if (link) link.tell('signOut', null)
    },
    close() {
      placed.cover(false)
      stop()
      frame.remove()
    },
  }
}
