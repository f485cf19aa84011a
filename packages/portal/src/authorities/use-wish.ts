import type { AuthorityScope } from '@civicgrid/contracts/constants'
import { computed, ref } from 'vue'
import { city } from '../platform/boot.ts'

const DAY = 86_400_000
const USUAL_DAYS = 30

/** What somebody fills in to give an authority or to ask for one. */
export function useWish() {
  const name = ref('')
  const relation = ref('')
  const scope = ref<AuthorityScope[]>(['submit', 'supplement', 'rate'])
  const days = ref(Math.min(USUAL_DAYS, city().authorities?.maxDays ?? USUAL_DAYS))
  const tried = ref(false)
  const missing = computed(() => tried.value && name.value.trim() === '')

  return {
    name,
    relation,
    scope,
    days,
    tried,
    missing,
    /** As the server takes it; a minute less than the whole term, for a phone whose clock is a little ahead. */
    term: () => ({
      relation: relation.value.trim() || null,
      scope: ['track' as const, ...scope.value],
      until: new Date(Date.now() + days.value * DAY - 300_000).toISOString(),
    }),
  }
}
export type Wish = ReturnType<typeof useWish>
