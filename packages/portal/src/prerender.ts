import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import App from './app/App.vue'
import WaitingPage from './app/WaitingPage.vue'
import { makeRouter } from './app/router.ts'
import { setCity, type CityBoot } from './platform/boot.ts'
import { loadWords } from './platform/words.ts'

/**
 * The HTML of one page as a guest sees it before anything was asked; of null that of a page on its way. Runs when the
 * portal is built.
 */
export async function renderPage(path: string | null, boot: CityBoot): Promise<string> {
  setCity(boot)
  await loadWords(boot.defaultLocale, 'first')
  const router = makeRouter(createMemoryHistory())
  const app = createSSRApp(path === null ? WaitingPage : App)
    .use(createPinia())
    .use(router)
  await router.push(path ?? '/')
  await router.isReady()
  return renderToString(app)
}
