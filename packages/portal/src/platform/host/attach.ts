import './held.css'
import { ticketOver, type FromHost, type Handlers, type PortalLink } from '@civicgrid/sdk/bridge'
import { ROOT_PX } from '@civicgrid/kit/sizes'
import type { Router } from 'vue-router'
import { city } from '../boot.ts'
import { civic } from '../civic.ts'
import { usePrefs } from '../prefs.ts'
import { useSession } from '../session.ts'
import { locale } from '../words.ts'
import { connected, host } from './connect.ts'
import { embedded, framed } from './held.ts'
import { locateBy } from './located.ts'

/** From this size of the phone's own text on, elder mode is what somebody wants. */
const LARGE = 1.3

const canGoBack = (): boolean => Boolean(window.history.state?.back)

/** What the host says, done. */
function handlers(router: Router): Handlers<FromHost> {
  const prefs = usePrefs()
  const session = useSession()
  return {
    theme: ({ theme }) => {
      if (['light', 'dark', 'auto'].includes(theme)) prefs.change({ theme })
    },
    fontScale: ({ scale }) => {
      if (!(scale > 0)) return
      const size = Math.round(Math.min(ROOT_PX.elderMost, Math.max(ROOT_PX.elder, ROOT_PX.normal * scale)))
      prefs.change(scale >= LARGE ? { elder: true, size } : { elder: false })
    },
    locale: ({ locale: wanted }) => {
      const found = city().locales.find((one) => one === wanted)
      if (found && found !== locale()) prefs.speak(found)
    },
    // Who comes next at the host is somebody else here, too: nothing of this one stays.
    signOut: async () => {
      await session.signOut()
      location.reload()
    },
    back: () => {
      const handled = canGoBack()
      if (handled) router.back()
      return { handled }
    },
  }
}

/** The host shows the title; its own back button is the only one. */
function tellTitles(link: PortalLink, router: Router): void {
  const tell = () => link.tell('title', { title: document.title, first: !canGoBack() })
  const title = document.querySelector('title')
  if (title) new MutationObserver(tell).observe(title, { childList: true })
  router.afterEach(() => void Promise.resolve().then(tell))
  tell()
}

/** Speaks with the app that holds this page, where there is one. */
export async function attach(router: Router): Promise<void> {
  if (embedded()) return (await import('../embed/attach.ts')).attachEmbedded(router)
  const { link } = await host()
  if (!link) return
  document.documentElement.setAttribute('data-held', '')
  link.on(handlers(router))
  locateBy(link)
  tellTitles(link, router)
  const session = useSession()
  session.$onAction(({ name, after }) => {
    if (name === 'signOut') after(() => link.tell('signOut', null))
  })
  if (!framed()) await comeIn()
}

/** In a native app's web-view: the page is its own, so the session is a cookie; whoever is signed in there comes in here. */
async function comeIn(): Promise<void> {
  const session = useSession()
  await session.find()
  const app = await connected()
  if (session.resident || !app) return
  const came = await ticketOver(civic.identity, app, 'cookie').catch(() => null)
  if (came) session.become(came.me)
}
