import './platform/old-webview.ts'
import './ui/base.css'
import './ui/controls.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { makeRouter } from './app/router.ts'
import { takeTyped } from './app/typed-early.ts'
import { mayBeHeld } from './platform/host/held.ts'
import { chosenLocale } from './platform/prefs.ts'
import { loadWords } from './platform/words.ts'

/**
 * The prerendered page stands until everything for the first drawing is there; then it is replaced in one go,
 * so that nothing flickers and no hydration code is shipped.
 */
async function start(): Promise<void> {
  const router = makeRouter()
  const app = createApp(App).use(createPinia()).use(router)
  const locale = chosenLocale()
  await Promise.all([loadWords(locale, 'first'), router.isReady()])
  // A pause between reading the script and drawing: two short tasks let a slow phone answer a tap in between.
  await new Promise((resolve) => setTimeout(resolve))
  const root = document.documentElement
  root.lang = locale
  const typeAgain = takeTyped(document)
  app.mount('#app')
  typeAgain(document)
  root.removeAttribute('data-stale')
  if (mayBeHeld()) await (await import('./platform/host/attach.ts')).attach(router)
}

void start()
