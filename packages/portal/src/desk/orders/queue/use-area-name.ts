import type { Area, Civic } from '@civicgrid/sdk'
import { shallowRef, watch, type Ref } from 'vue'

/** The area that a path names, for an address that somebody was sent; null until it is known, or where there is none. */
export function useAreaName(city: Pick<Civic['city'], 'areas'>, path: Readonly<Ref<string>>) {
  const area = shallowRef<Area | null>(null)
  watch(
    path,
    async (asked) => {
      if (asked === area.value?.path) return
      area.value = null
      if (asked === '') return
      try {
        // The first part of a path is the city itself, whose areas are asked for without a name.
        const parents = asked.split('/').filter(Boolean).slice(0, -1)
        const { items } = await city.areas(parents.length > 1 ? parents.at(-1) : null)
        if (path.value === asked) area.value = items.find((each) => each.path === asked) ?? null
      } catch {
        // The path itself is shown instead.
      }
    },
    { immediate: true },
  )
  return area
}
