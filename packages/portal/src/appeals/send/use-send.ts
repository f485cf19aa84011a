import { useDraft, useLoad } from '@civicgrid/kit'
import type { AppealTemplate, Receipt } from '@civicgrid/sdk'
import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { draftBlobs } from '../../platform/blobs.ts'
import { profile } from '../../platform/catalogue.ts'
import { civic } from '../../platform/civic.ts'
import { DRAFT, onDraftMoved } from '../../platform/draft-owner.ts'
import { keep } from '../../platform/keep.ts'
import { useSession } from '../../platform/session.ts'
import { blankForm, problemsOf, questionsOf, submission, useCategory, type Question } from '@civicgrid/kit/appeals'
import { stuck } from './later.ts'
import { onSent, tellSent } from './two-tabs.ts'
import { useFiles } from './use-files.ts'

/** The form of an appeal, from the first word to the receipt. */
export function useSend() {
  const session = useSession()
  const draft = useDraft(DRAFT, blankForm, keep)
  const form = draft.value
  const city = useLoad(profile)
  const tried = ref(false)
  /** The code under which this very draft has been sent already; empty where nobody said it. */
  const sentAs = ref<string | null>(null)
  const { photos, recordings, photoPlace, ready, sendFiles, clearFiles } = useFiles(form)
  const { groups, found, proposals, choose } = useCategory(
    form,
    () => city.state.value.value,
    () => civic.assist,
  )

  /** The form shows what another began on this phone: the page begins anew with what is one's own. */
  function startOver() {
    const own = keep.get(DRAFT)
    draft.drop()
    if (own !== null) keep.set(DRAFT, own)
    location.reload()
  }

  // A phone that opens its camera may end the page: what was typed a moment ago is kept before it goes.
  const listening: (() => void)[] = []
  onMounted(() => {
    addEventListener('pagehide', draft.keep)
    document.addEventListener('visibilitychange', draft.keep)
    listening.push(
      onDraftMoved(startOver),
      onSent((id, code) => {
        if (id === form.id) sentAs.value = code
      }),
    )
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', draft.keep)
    document.removeEventListener('visibilitychange', draft.keep)
    for (const stop of listening) stop()
  })

  const hasPhone = computed(() => session.resident?.phone != null)
  const problems = computed(() =>
    problemsOf(form, {
      leaf: found.value?.leaf ?? null,
      hasPhone: hasPhone.value,
      photosFailed: stuck(photos.items),
      recordingsFailed: stuck(recordings.items),
    }),
  )
  /** Shown only once somebody has tried to go on: nobody is scolded for a form just opened. */
  const shown = computed<Partial<Record<Question, string>>>(() => (tried.value ? problems.value : {}))

  /** Words, category and kind of a template that was filled in. */
  function fromTemplate({ code, category, kind }: AppealTemplate, values: Record<string, string>, text: string) {
    form.template = { code, values }
    form.text = text
    choose(category)
    form.kind = kind
  }

  /** @throws CivicError what the server says; UNAUTHENTICATED also where another has signed in meanwhile */
  async function send(): Promise<Receipt> {
    const leaf = found.value?.leaf
    if (!leaf) throw new RangeError('a submission without a category')
    const input = submission(form, leaf, photos.tokens.value, hasPhone.value)
    draft.keep()
    const account = session.resident?.account
    const receipt = await civic.appeals.submit(input, { idempotencyKey: form.id, account })
    tellSent(form.id, receipt.code)
    drop()
    return receipt
  }

  /** Keeps it on the phone, from where it goes by itself. @throws where the phone has no room */
  async function later(): Promise<void> {
    const leaf = found.value?.leaf
    // Fetched with the first word that is typed (see `readyForLater`).
    const [{ useWaiting }, { sendLater }] = await Promise.all([
      import('../../platform/waiting.ts'),
      import('@civicgrid/kit/send-later'),
    ])
    const outbox = await useWaiting().open()
    if (!leaf || !outbox) throw new RangeError('nobody is signed in, or the form is not whole')
    await ready()
    const taken = { photos: photos.items, recordings: recordings.items }
    await sendLater(outbox, draftBlobs, form, leaf, taken, hasPhone.value)
    drop()
    void outbox.send()
  }

  function drop() {
    clearFiles()
    draft.drop()
    tried.value = false
    sentAs.value = null
  }

  return {
    form,
    foundDraft: draft.found,
    city,
    groups,
    found,
    photos,
    recordings,
    questions: computed(() => questionsOf(form)),
    proposals,
    ready,
    sendFiles,
    photoPlace,
    hasPhone,
    problems,
    shown,
    tried,
    sentAs,
    choose,
    fromTemplate,
    send,
    later,
    drop,
  }
}

export type Send = ReturnType<typeof useSend>
