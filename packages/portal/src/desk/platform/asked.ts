import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'

/** What the address asks of a page by names: `asked('words')` follows `?words=…`; '' where it asks nothing. */
export function useAsked(): (name: string) => ComputedRef<string> {
  const route = useRoute()
  return (name) => computed(() => (typeof route.query[name] === 'string' ? route.query[name] : ''))
}
