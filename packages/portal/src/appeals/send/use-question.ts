import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const place = (index: number) => ({ path: '/send', query: index > 0 ? { question: index + 1 } : {} })
/** How many questions lie below this one in the browser's history: each entry knows it, also after a reload. */
const below = () => (history.state as { questions?: number } | null)?.questions ?? 0

/**
 * The question that elder mode is at, from 0 to `last`. Each has an address, so that the phone's back goes one question
 * back and leaves the form from the first alone.
 */
export function useQuestion(last: number) {
  const route = useRoute()
  const router = useRouter()
  const at = computed(() => {
    const asked = Number(route.query['question'] ?? 1)
    return Number.isInteger(asked) ? Math.min(last, Math.max(0, asked - 1)) : 0
  })

  const back = (entries: number) =>
    new Promise<void>((resolve) => {
      const stop = router.afterEach(() => {
        stop()
        resolve()
      })
      router.go(-entries)
    })

  /** To another question; back from it leads to where one was. */
  async function go(index: number) {
    if (index !== at.value) await router.push({ ...place(index), state: { questions: below() + 1 } })
  }

  /** To the one before, as the phone's back does; where something else lies below, the one before takes this place. */
  async function goBack() {
    const to = place(Math.max(0, at.value - 1))
    if ((history.state as { back?: string } | null)?.back === router.resolve(to).fullPath) await back(1)
    else await router.replace({ ...to, state: { questions: below() } })
  }

  /** To the first, with no question left below: who goes back after sending is not led through an empty form. */
  async function goToFirst() {
    if (below() > 0) await back(below())
  }

  return { at, go, goBack, goToFirst }
}
