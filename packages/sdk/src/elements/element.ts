import { mountEmbed, type Embedded } from '../embed/mount.ts'
import type { Look } from '../embed/messages.ts'
import { dialogIn, type Dialog } from './dialog.ts'

/** Asks the partner's server for a secret. */
export type AskSecret = (asked: { proof: string }) => Promise<string | null> | string | null

/** What every element of ours is: a page of the city, inline or as a dialog. */
export interface CivicElement extends HTMLElement {
  /** Asked whenever a secret is needed; instead of the attribute `secret-url`. */
  secret?: AskSecret | undefined
  /** With the attribute `dialog`: shows the page over everything else. */
  open(): void
  /** Takes it away, and gives the focus back to where it was. */
  close(): void
  /** Whoever was signed in at your page is not any more. */
  signOut(): void
}

export interface ElementKind {
  /** Which page shows; null: none yet. */
  page(element: HTMLElement): string | null
  /** Attributes that say so. */
  attributes: readonly string[]
}

/** Names of what an element tells, as events: `civic-ready`, `civic-sent` with `detail.code`, `civic-close`. */
const tell = (element: HTMLElement, name: string, detail: unknown = null) =>
  element.dispatchEvent(new CustomEvent(`civic-${name}`, { detail, bubbles: true, composed: true }))

const LOOKS = ['theme', 'elder', 'locale', 'brand', 'radius']

function lookOf(element: HTMLElement): Look {
  const said = (name: string) => element.getAttribute(name) || undefined
  const theme = said('theme')
  const radius = said('radius')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    elder: element.hasAttribute('elder'),
    locale: said('locale'),
    brand: said('brand'),
    radius: radius === undefined ? undefined : Number(radius),
  }
}

/** Of a partner's own server, which knows by its own cookie who asks. */
async function fetchSecret(address: string, proof: string): Promise<string | null> {
  const answer = await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ proof }),
  })
  const said = answer.ok ? ((await answer.json()) as { secret?: string }) : {}
  return said.secret || null
}

/** What one element shows, inline or as a dialog. */
function shownBy(element: CivicElement, root: ShadowRoot, { page }: ElementKind, service: string) {
  let shown: Embedded | undefined
  let dialog: Dialog | undefined
  const said = (name: string) => element.getAttribute(name)
  const name = () => said('label') || ((said('locale') || '').startsWith('en') ? 'City services' : '城市服务')

  function mount(container: Node) {
    const [integration, path] = [said('integration'), page(element)]
    if (!integration || path === null) return
    shown = mountEmbed({
      baseUrl: said('base-url') || service,
      integration,
      page: path,
      container,
      fill: dialog !== undefined,
      title: name(),
      look: lookOf(element),
      secret(asked) {
        const address = said('secret-url')
        return element.secret ? element.secret(asked) : address ? fetchSecret(address, asked.proof) : null
      },
      onReady: () => tell(element, 'ready'),
      onSent: (sent) => tell(element, 'sent', sent),
      onLeave: () => element.close(),
    })
  }
  function end() {
    if (shown) shown.close()
    if (dialog) dialog.close()
    shown = dialog = undefined
  }
  return {
    end,
    /** Anew, where it stands inline. */
    renew() {
      end()
      if (element.isConnected && !element.hasAttribute('dialog')) mount(root)
    },
    change(attribute: string) {
      if (!shown) return
      if (LOOKS.indexOf(attribute) >= 0) shown.look(lookOf(element))
      else if (!dialog) this.renew()
    },
    open() {
      if (dialog || !element.isConnected || !element.hasAttribute('dialog')) return
      dialog = dialogIn(root, name(), () => element.close())
      mount(dialog.inside)
      dialog.show()
    },
    close() {
      if (!dialog) return
      end()
      tell(element, 'close')
    },
    signOut: () => shown && shown.signOut(),
  }
}

/** The class of one kind of element; made when it is asked for, since a server has no elements. */
export function elementOf(kind: ElementKind, service: string): CustomElementConstructor {
  return class extends HTMLElement implements CivicElement {
    declare secret?: AskSecret
    declare private readonly civic: ReturnType<typeof shownBy>

    static get observedAttributes() {
      return ['integration', 'dialog', ...kind.attributes, ...LOOKS]
    }
    constructor() {
      super()
      this.civic = shownBy(this, this.attachShadow({ mode: 'open' }), kind, service)
    }
    connectedCallback() {
      if (!this.style.display) this.style.display = 'block'
      // What a script sets right after making the element is there by then.
      void Promise.resolve().then(this.civic.renew)
    }
    disconnectedCallback() {
      this.civic.end()
    }
    attributeChangedCallback(name: string, before: string | null, now: string | null) {
      if (before !== now) this.civic.change(name)
    }
    open() {
      this.civic.open()
    }
    close() {
      this.civic.close()
    }
    signOut() {
      this.civic.signOut()
    }
  }
}
