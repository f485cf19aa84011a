import { useDraft, useLoad } from '@civicgrid/kit'
import {
  blankForm,
  problemsOf,
  questionsOf,
  submission,
  useCategory,
  type ChosenPlace,
  type Question,
} from '@civicgrid/kit/appeals'
import { PHOTOS_MAX, RECORDINGS_MAX, TEXT_MAX } from '@civicgrid/contracts/constants'
import type { AppealTemplate, Receipt } from '@civicgrid/sdk'
import { computed, ref } from 'vue'
import { civic } from '../../platform/civic.ts'
import { holder } from '../../platform/account.ts'
import { DRAFT, putLater } from '../../platform/sending.ts'
import { useSession } from '../../platform/session.ts'
import { kept } from '../../platform/store.ts'
import { useWaiting } from '../../platform/waiting.ts'
import { usePhotos } from '../../ui/photos.ts'
import { profile } from '../shared/catalogue.ts'
import { t } from '../shared/words.ts'

/** The form of an appeal: a draft on this phone, its photos and recordings, what is still open, and sending it once. */
export function useSend() {
  const session = useSession()
  const draft = useDraft(DRAFT, blankForm, kept)
  const form = draft.value
  const city = useLoad(profile)
  const tried = ref(false)
  /** This very draft has been sent already, by a try whose answer was lost. */
  const already = ref(false)
  const photos = usePhotos(form.photos, (list) => void (form.photos = list), PHOTOS_MAX)
  const recordings = usePhotos(form.recordings, (list) => void (form.recordings = list), RECORDINGS_MAX)
  const { groups, found, proposals, choose } = useCategory(
    form,
    () => city.state.value.value,
    () => civic.assist,
  )
  const hasPhone = computed(() => (session.resident ? Boolean(session.resident.phone) : holder()?.phone === true))
  const problems = computed(() =>
    problemsOf(form, {
      leaf: found.value?.leaf ?? null,
      hasPhone: hasPhone.value,
      photosFailed: photos.refused.value,
      recordingsFailed: recordings.refused.value,
    }),
  )
  /** What is wrong with a question, once going on was tried: nobody is scolded for a form just opened. */
  const wrong = (question: Question): string | null => {
    const problem = problems.value[question]
    if (!tried.value || !problem) return null
    return problem === 'form.tooLong' ? t(problem, { max: TEXT_MAX }) : t(problem)
  }

  function setPlace(place: ChosenPlace): void {
    if (form.address === '' || form.address === form.place?.label) form.address = place.label
    form.place = place
  }
  /** Words, category and kind of a template that was filled in. */
  function fromTemplate({ code, category, kind }: AppealTemplate, values: Record<string, string>, text: string) {
    form.template = { code, values }
    form.text = text
    choose(category)
    form.kind = kind
  }

  /** @throws CivicError; what was filled in stays, and goes out under the same key at the next try */
  async function send(): Promise<Receipt> {
    draft.keep()
    await photos.sendAll()
    await recordings.sendAll()
    const leaf = found.value?.leaf
    if (!leaf) throw new RangeError('sending without a category')
    const input = submission(form, leaf, photos.tokens(), hasPhone.value)
    const receipt = await civic.appeals.submit(input, { idempotencyKey: form.id, account: session.resident?.account })
    drop()
    return receipt
  }
  /** Keeps it on the phone, from where it goes by itself. @throws where the phone has no room */
  async function later(): Promise<void> {
    const outbox = await useWaiting().open()
    const leaf = found.value?.leaf
    if (!outbox || !leaf) throw new RangeError('nobody is known here, or the form is not whole')
    await putLater(outbox, form, leaf, hasPhone.value)
    drop(true)
    void outbox.send()
  }
  /** @param handed its photos and recordings are somebody else's now */
  function drop(handed = false): void {
    photos.clear(handed)
    recordings.clear(handed)
    draft.drop()
    tried.value = false
    already.value = false
  }

  return {
    form,
    draft,
    city,
    groups,
    found,
    proposals,
    hasPhone,
    photos,
    recordings,
    questions: computed(() => questionsOf(form)),
    problems,
    tried,
    already,
    wrong,
    choose,
    setPlace,
    fromTemplate,
    send,
    later,
    drop,
  }
}
export type Send = ReturnType<typeof useSend>
