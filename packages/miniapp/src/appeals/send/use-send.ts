import { textRule, useDraft, useLoad } from '@civicgrid/kit'
import { blankForm, findCategory, problemsOf, submission, usualKind, type Question } from '@civicgrid/kit/appeals'
import { TEXT_MAX } from '@civicgrid/contracts/constants'
import type { Receipt } from '@civicgrid/sdk'
import { computed, ref } from 'vue'
import { civic } from '../../platform/civic.ts'
import { useSession } from '../../platform/session.ts'
import { kept } from '../../platform/store.ts'
import { usePhotos } from '../../ui/photos.ts'
import { profile } from '../shared/catalogue.ts'
import { t } from '../shared/words.ts'

/** The form of an appeal: a draft on this phone, its photos, what is still open, and sending it once. */
export function useSend() {
  const session = useSession()
  const draft = useDraft('civic-draft', blankForm, kept)
  const form = draft.value
  const city = useLoad(profile)
  const tried = ref(false)
  const photos = usePhotos(form.photos, (list) => void (form.photos = list))
  const groups = computed(() => city.state.value.value?.categories ?? [])
  const found = computed(() => findCategory(groups.value, form.category))
  const hasPhone = computed(() => Boolean(session.resident?.phone))
  const problems = computed(() =>
    problemsOf(form, { leaf: found.value?.leaf ?? null, hasPhone: hasPhone.value, photosFailed: photos.refused.value }),
  )
  /** What is wrong with a question, once sending was tried. */
  const wrong = (question: Question): string | null => {
    const problem = problems.value[question]
    if (!tried.value || !problem) return null
    return problem === 'form.tooLong' ? t(problem, { max: TEXT_MAX }) : t(problem)
  }

  function choose(code: string): void {
    const chosen = findCategory(groups.value, code)
    if (!chosen) return
    form.category = code
    form.chosen = true
    form.kind = usualKind(chosen.leaf)
  }

  /** @throws CivicError; what was filled in stays, and goes out under the same key at the next try */
  async function send(): Promise<Receipt> {
    await photos.sendAll()
    const leaf = found.value?.leaf
    if (!leaf) throw new RangeError('sending without a category')
    const input = submission(form, leaf, photos.tokens(), hasPhone.value)
    const receipt = await civic.appeals.submit(input, { idempotencyKey: form.id })
    drop()
    return receipt
  }
  function drop(): void {
    photos.items.splice(0, photos.items.length)
    draft.drop()
    tried.value = false
  }
  const written = computed(() => textRule(form.text, TEXT_MAX) === null)

  return { form, draft, city, groups, found, hasPhone, photos, problems, tried, wrong, written, choose, send, drop }
}
