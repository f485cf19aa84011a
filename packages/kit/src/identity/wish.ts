import { AUTHORITY_SCOPES, type AuthorityScope } from '@civicgrid/contracts/constants'
import { computed, ref } from 'vue'

const DAY = 86_400_000
const USUAL_DAYS = 30
const TERMS = [7, 30, 90, 180, 365]

/** What may be chosen: whoever may do anything may follow it. */
export const WISHED_SCOPES = AUTHORITY_SCOPES.filter((one) => one !== 'track')
/** For how long, in days; the city allows so many at most. */
export const wishedTerms = (maxDays: number): number[] => TERMS.filter((term) => term <= maxDays)

/** What somebody fills in to give an authority or to ask for one. */
export function useWish(maxDays: number = USUAL_DAYS) {
  const name = ref('')
  const relation = ref('')
  const scope = ref<AuthorityScope[]>(['submit', 'supplement', 'rate'])
  const days = ref(Math.min(USUAL_DAYS, maxDays))
  const tried = ref(false)
  const missing = computed(() => tried.value && name.value.trim() === '')

  return {
    name,
    relation,
    scope,
    days,
    tried,
    missing,
    choose(one: AuthorityScope, on: boolean): void {
      scope.value = on ? [...scope.value, one] : scope.value.filter((other) => other !== one)
    },
    /** As the server takes it; a little less than the whole term, for a phone whose clock is ahead. */
    term: () => ({
      relation: relation.value.trim() || null,
      scope: ['track' as const, ...scope.value],
      until: new Date(Date.now() + days.value * DAY - 300_000).toISOString(),
    }),
  }
}
export type Wish = ReturnType<typeof useWish>
