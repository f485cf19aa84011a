import { chosenLocale } from '../platform/prefs.ts'
import { embedded } from '../platform/host/held.ts'
import { loadWords } from '../platform/words.ts'
import { createRouter, createWebHistory, type RouterHistory, type Router, type RouteRecordRaw } from 'vue-router'

/** Pages with words of their own. */
const having =
  <Page>(words: 'authorities' | 'grants' | 'myData', page: () => Promise<Page>) =>
  async () => {
    await loadWords(chosenLocale(), words)
    return page()
  }

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('../home/HomePage.vue') },
  { path: '/send', name: 'send', component: () => import('../appeals/send/SendPage.vue') },
  { path: '/sent/:code', name: 'sent', component: () => import('../appeals/send/SentPage.vue'), props: true },
  { path: '/later', name: 'later', component: () => import('../appeals/later/LaterPage.vue') },
  { path: '/mine', name: 'mine', component: () => import('../appeals/MinePage.vue') },
  {
    path: '/joined/:refCode',
    name: 'joined',
    component: () => import('../appeals/joined/JoinedPage.vue'),
    props: true,
  },
  { path: '/near', name: 'near', component: () => import('../appeals/near/NearPage.vue') },
  { path: '/board', name: 'board', component: () => import('../board/BoardPage.vue') },
  { path: '/board/:reference', name: 'public', component: () => import('../board/PublicPage.vue'), props: true },
  { path: '/rate/:token', name: 'rateLink', component: () => import('../appeals/rate/RatePage.vue'), props: true },
  { path: '/look', name: 'look', component: () => import('../appeals/LookPage.vue') },
  { path: '/appeal/:code', name: 'appeal', component: () => import('../appeals/appeal/AppealPage.vue'), props: true },
  {
    path: '/authorities',
    name: 'authorities',
    component: having('authorities', () => import('../authorities/AuthoritiesPage.vue')),
  },
  {
    path: '/authorities/:authority',
    name: 'acted',
    component: having('authorities', () => import('../appeals/acted/ActedPage.vue')),
    props: true,
  },
  { path: '/my-data', name: 'myData', component: having('myData', () => import('../my-data/MyDataPage.vue')) },
  { path: '/my/grants', name: 'grants', component: having('grants', () => import('../integrations/GrantsPage.vue')) },
  {
    path: '/consent/:uid',
    name: 'consent',
    component: having('grants', () => import('../integrations/ConsentPage.vue')),
    props: true,
  },
  {
    path: '/consent-problem',
    name: 'consentProblem',
    component: having('grants', () => import('../integrations/ConsentProblemPage.vue')),
  },
  { path: '/sign-in', name: 'signIn', component: () => import('../identity/SignInPage.vue') },
  { path: '/ways', name: 'ways', component: () => import('../identity/WaysPage.vue') },
  { path: '/enter', name: 'enter', component: () => import('../identity/EnterPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('../settings/SettingsPage.vue') },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./LostPage.vue') },
]

/** Pages that say something of the ways in; others fetch those words when they ask for a proof. */
const OF_WAYS = new Set<unknown>(['signIn', 'ways'])

/** Every page is a chunk of its own; the first one is fetched beside the entry (see `build/prerender.ts`). */
export function makeRouter(history: RouterHistory = createWebHistory(embedded() ? '/embed' : '/')): Router {
  const router = createRouter({
    history,
    routes,
    // A layer over the page has the page's own address: going back from it moves nothing.
    scrollBehavior: (to, from, saved) => (to.fullPath === from.fullPath ? false : (saved ?? { top: 0 })),
  })
  router.beforeEach(async (to) => {
    // The first two pages wait for what they say themselves, the others for everything.
    if (to.name === 'home') return
    if (to.name === 'send') await loadWords(chosenLocale(), 'telling')
    else await loadWords(chosenLocale(), 'telling', 'pages', ...(OF_WAYS.has(to.name) ? (['ways'] as const) : []))
  })
  return router
}
