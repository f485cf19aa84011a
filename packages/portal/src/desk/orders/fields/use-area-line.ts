import type { Area as AreaView } from '@civicgrid/sdk'
import { computed, shallowRef, type Ref } from 'vue'

/** One level of an area field: what can be chosen there, and what is. */
export interface AreaStep {
  readonly choices: readonly AreaView[]
  readonly chosen: AreaView | null
}

/**
 * Choosing an area level by level; the areas below one are asked for when it is chosen, since a city has thousands.
 * An answer that comes after another choice is dropped.
 * @param below the areas right below one (by code); the city's own first level for null.
 */
export function useAreaLine(
  below: (parent: string | null) => Promise<readonly AreaView[]>,
  model: Ref<AreaView | null>,
) {
  const steps = shallowRef<readonly AreaStep[]>([])
  const error = shallowRef<unknown>(null)
  let asked = 0

  async function extend(kept: readonly AreaStep[], parent: string | null): Promise<void> {
    const mine = ++asked
    error.value = null
    steps.value = kept
    try {
      const choices = await below(parent)
      if (mine === asked && choices.length > 0) steps.value = [...kept, { choices, chosen: null }]
    } catch (thrown) {
      if (mine === asked) error.value = thrown
    }
  }

  return {
    steps: computed(() => steps.value),
    error,
    start: () => extend([], null),
    /** Choosing nothing on a level means the area above it. */
    async choose(depth: number, code: string): Promise<void> {
      const kept = steps.value.slice(0, depth + 1)
      const step = kept[depth]
      if (!step) return
      const chosen = step.choices.find((area) => area.code === code) ?? null
      const line = [...kept.slice(0, depth), { ...step, chosen }]
      model.value = line.findLast((one) => one.chosen)?.chosen ?? null
      if (chosen?.divided) await extend(line, chosen.code)
      else {
        asked++
        steps.value = line
      }
    },
  }
}
