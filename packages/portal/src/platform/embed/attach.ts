import { embedded as en } from '@civicgrid/kit/locales/en/embedded'
import { embedded as zh } from '@civicgrid/kit/locales/zh-CN/embedded'
import type { FromPartner, Handlers, Look } from '@civicgrid/sdk/embed'
import { createApp } from 'vue'
import type { Router } from 'vue-router'
import { say } from '../../ui/toast.ts'
import { city } from '../boot.ts'
import { usePrefs } from '../prefs.ts'
import { useSession } from '../session.ts'
import { locale } from '../words.ts'
import { wear } from './brand.ts'
import EmbeddedFoot from './EmbeddedFoot.vue'
import { holder } from './connect.ts'
import { tellSize } from './size.ts'
import type { EmbedWindow } from './window.ts'

/** Pages that stand in a partner's frame; of what they need nothing is behind another. */
const HERE = new Set<unknown>(['send', 'sent', 'appeal', 'later', 'myData'])

/** Both at once: one sentence each. */
const WORDS = { 'zh-CN': zh, en } as const

/** Everything else is the portal's: it opens as a page of its own, where its own sign-in counts. */
function keepInside(router: Router): void {
  router.beforeEach((to) => {
    if (HERE.has(to.name)) return true
    if (to.name === 'signIn') void say(WORDS[locale()]['embedded.signIn'])
    else if (to.name !== 'home') window.open(to.fullPath, '_blank', 'noopener')
    return false
  })
}

/** Under every page, within what the frame is as high as: an account that is this partner's alone has no other way to its data. */
function standAtFoot(router: Router): void {
  const place = document.createElement('div')
  const words = WORDS[locale()]
  createApp(EmbeddedFoot, { data: words['embedded.myData'], back: words['embedded.back'] }).use(router).mount(place)
  document.getElementById('app')?.appendChild(place)
}

/** Looks as the partner's page says from now on. */
function look({ theme, elder, locale: wanted, brand, radius }: Look): void {
  const prefs = usePrefs()
  if (theme && ['light', 'dark', 'auto'].includes(theme)) prefs.change({ theme })
  if (elder !== undefined && elder !== prefs.elder) prefs.change({ elder })
  wear(document.documentElement, { brand, radius })
  // Another language is another list of words: the page starts anew, with what was written.
  if (!wanted || wanted === locale() || !city().locales.some((one) => one === wanted)) return
  const next = new URL(location.href)
  next.searchParams.set('locale', wanted)
  location.replace(next.toString())
}

const handlers: Handlers<FromPartner> = {
  look,
  signOut: () => {
    useSession().become({ kind: 'guest' })
    location.reload()
  },
}

/** Speaks with the partner's page, where it is one that may hold this. */
export async function attachEmbedded(router: Router): Promise<void> {
  keepInside(router)
  const { asked } = (window as EmbedWindow).civicEmbed ?? {}
  const radius = asked?.radius === undefined ? undefined : Number(asked.radius)
  wear(document.documentElement, { brand: asked?.brand, radius })
  const found = await holder()
  if (!found) return
  const { link } = found
  link.on(handlers)
  tellSize(link)
  standAtFoot(router)
  router.afterEach((to) => {
    link.tell('focus', { top: 0, height: 1 })
    if (to.name === 'sent') link.tell('sent', { code: String(to.params['code']) })
  })
}
