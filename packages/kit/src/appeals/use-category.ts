import { proposeCategories, sureProposal, type Proposal } from '@civicgrid/contracts/constants'
import type { CityProfile, ResidentCivic } from '@civicgrid/sdk'
import { computed, watch } from 'vue'
import { useQuiet } from '../view/use-quiet.ts'
import { findCategory } from './categories.ts'
import { usualKind, type SendForm } from './form.ts'

/** Fewer characters tell nothing. */
const TELLING = 4

/**
 * The category of the form: proposed from its words until somebody chooses.
 * @param ask what the city has that learns
 */
export function useCategory(
  form: SendForm,
  city: () => CityProfile | undefined,
  ask: () => Pick<ResidentCivic['assist'], 'propose'>,
) {
  const groups = computed(() => city()?.categories ?? [])
  const found = computed(() => findCategory(groups.value, form.category))
  const telling = () => form.text.length >= TELLING

  /** What the city has that learns is asked once the words rest; the lexicon stands in for it until then, and without it. */
  const learned = useQuiet<readonly Proposal[]>(
    () => (city()?.assist.classifier && !form.chosen && telling() ? form.text : null),
    async (words, signal) => {
      const { items, by } = await ask().propose(words, { signal })
      return by === 'learned' ? items : []
    },
    [],
  )
  const proposals = computed(() => {
    if (!telling()) return []
    return learned.value.length > 0 ? learned.value : proposeCategories(groups.value, form.text)
  })
  // The words propose it until somebody has chosen: then it stays, whatever is written.
  watch([proposals, groups], () => {
    if (form.chosen || groups.value.length === 0) return
    const sure = sureProposal(proposals.value)?.category ?? null
    if (sure !== form.category) take(sure)
  })

  function take(category: string | null) {
    form.category = category
    const leaf = findCategory(groups.value, category)?.leaf
    if (leaf && (form.kind === null || !leaf.kinds.includes(form.kind))) form.kind = usualKind(leaf)
  }
  function choose(category: string) {
    form.chosen = true
    take(category)
  }
  return { groups, found, proposals, choose }
}
