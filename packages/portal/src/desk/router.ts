import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'

/** Where the server serves the desk. */
const DESK_PATH = '/desk'

/** A list and the order open beside it are one page: opening an order never draws the list anew. */
export function deskRouter(history: RouterHistory = createWebHistory(DESK_PATH)): Router {
  return createRouter({
    history,
    routes: [
      // Who is here decides the first queue: the frame leads on as soon as that is known.
      { path: '/', name: 'home', component: { render: () => null } },
      { path: '/queue/:queue/:code?', name: 'queue', component: () => import('./orders/queue/QueuePage.vue') },
      { path: '/intake', name: 'intake', component: () => import('./orders/intake/IntakePage.vue') },
      { path: '/round', name: 'round', component: () => import('./round/RoundPage.vue') },
      { path: '/staff/:member?', name: 'staff', component: () => import('./admin/StaffPage.vue') },
      { path: '/bodies/:body?', name: 'bodies', component: () => import('./admin/BodiesPage.vue') },
      { path: '/ownership', name: 'ownership', component: () => import('./admin/OwnershipPage.vue') },
      {
        path: '/authorities/:authority?',
        name: 'authorities',
        component: () => import('./authorities/AuthoritiesPage.vue'),
      },
      {
        path: '/integrations/:integration?',
        name: 'integrations',
        component: () => import('./integrations/IntegrationsPage.vue'),
      },
      {
        path: '/webhooks/:integration/:webhook?',
        name: 'webhooks',
        component: () => import('./integrations/webhooks/WebhooksPage.vue'),
      },
      { path: '/account', name: 'account', component: () => import('./identity/AccountPage.vue') },
      // Drawn by DeskApp itself: whoever holds an invitation is nobody here yet.
      { path: '/invitation', name: 'invitation', component: { render: () => null } },
      { path: '/insight', name: 'insight', component: () => import('./insight/InsightPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
}
