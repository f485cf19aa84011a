import './ui/desk.css'
import { useNow } from '@civicgrid/kit'
import { createApp, effectScope, computed, shallowRef } from 'vue'
import DeskApp from './DeskApp.vue'
import type { DeskCity } from './platform/city.ts'
import { deskClient } from './platform/civic.ts'
import { DESK, type Desk, type StaffMe } from './platform/desk.ts'
import { sessionDrafts } from './platform/drafts.ts'
import { usePreferences } from './platform/preferences.ts'
import { loadWords } from './platform/words.ts'
import { deskRouter } from './router.ts'

/** Chinese cities share one offset; the city's own replaces it as soon as it is known. */
const OFFSET = 480
const READ_ANEW_MS = 60_000

/** Puts the desk together. Everything that lives as long as the page is made here, once. */
async function start(): Promise<void> {
  const root = document.documentElement
  const me = shallowRef<StaffMe | null>(null)
  const city = shallowRef<DeskCity | null>(null)
  const scope = effectScope(true)
  const desk = await scope.run(async (): Promise<Desk> => {
    const preferences = usePreferences(root, localStorage)
    const now = useNow()
    const offset = computed(() => city.value?.utcOffsetMinutes ?? OFFSET)
    const words = await loadWords(preferences, offset)
    return { civic: deskClient(), words, preferences, drafts: sessionDrafts(sessionStorage), me, now, city }
  })
  if (!desk) return
  createApp(DeskApp).provide(DESK, desk).use(deskRouter()).mount('#app')
  root.removeAttribute('data-stale')
}

/** A page that lay open while a new version was put in place asks for parts that are gone: read anew, it has the new ones. */
addEventListener('vite:preloadError', (event) => {
  const key = 'civic.readAnew'
  const last = Number(sessionStorage.getItem(key) ?? 0)
  // Once: parts that are missing after that too are an error to be told.
  if (Date.now() - last < READ_ANEW_MS) return
  sessionStorage.setItem(key, String(Date.now()))
  event.preventDefault()
  location.reload()
})

void start()
