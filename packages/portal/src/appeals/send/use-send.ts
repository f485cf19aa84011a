import { useDraft, useLoad } from '@civicgrid/kit'
import type { AppealTemplate, Receipt } from '@civicgrid/sdk'
import { proposeCategories, RECORDINGS_MAX, sureProposal } from '@civicgrid/contracts/constants'
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { draftBlobs } from '../../platform/blobs.ts'
import { profile } from '../../platform/catalogue.ts'
import { civic } from '../../platform/civic.ts'
import { DRAFT, DRAFT_MOVED } from '../../platform/draft-owner.ts'
import { keep } from '../../platform/keep.ts'
import { useSession } from '../../platform/session.ts'
import { usePhotos } from '../../ui/photos/use-photos.ts'
import { findCategory } from './categories.ts'
import { blankForm, problemsOf, questionsOf, submission, usualKind, type Question } from './form.ts'

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The form of an appeal, from the first word to the receipt. */
export function useSend() {
  const session = useSession()
  const draft = useDraft(DRAFT, blankForm, keep)
  const form = draft.value
  const city = useLoad(profile)
  const photoPlace = shallowRef<{ lng: number; lat: number } | null>(null)
  const tried = ref(false)

  /** The form shows what another began on this phone: the page begins anew with what is one's own. */
  function startOver() {
    const own = keep.get(DRAFT)
    draft.drop()
    if (own !== null) keep.set(DRAFT, own)
    location.reload()
  }

  // A phone that opens its camera may end the page: what was typed a moment ago is kept before it goes.
  onMounted(() => {
    addEventListener(DRAFT_MOVED, startOver)
    addEventListener('pagehide', draft.keep)
    document.addEventListener('visibilitychange', draft.keep)
  })
  onBeforeUnmount(() => {
    removeEventListener(DRAFT_MOVED, startOver)
    removeEventListener('pagehide', draft.keep)
    document.removeEventListener('visibilitychange', draft.keep)
  })

  const photos = usePhotos({
    // What makes photos smaller comes with the first one.
    shrink: async (file) => (await import('../../ui/photos/shrink.ts')).shrink(file),
    send: (photo, options) => civic.files.upload(photo, { ...options, name: 'photo.jpg' }),
    blobs: draftBlobs,
    maySend: () => session.resident !== null,
    kept: form.photos,
    onChange: (kept) => {
      form.photos = kept
    },
    onOrigin: ({ place }) => {
      photoPlace.value ??= place
    },
  })

  const recordings = usePhotos({
    max: RECORDINGS_MAX,
    shrink: async (file) => (await import('./recorder/recordings.ts')).looked(file),
    send: (recording, options) => civic.files.upload(recording, { ...options, name: 'recording' }),
    blobs: draftBlobs,
    maySend: () => session.resident !== null,
    kept: form.recordings,
    onChange: (kept) => {
      form.recordings = kept
    },
  })

  const groups = computed(() => city.state.value.value?.categories ?? [])
  const found = computed(() => findCategory(groups.value, form.category))
  const hasPhone = computed(() => session.resident?.phone != null)
  const problems = computed(() =>
    problemsOf(form, {
      leaf: found.value?.leaf ?? null,
      hasPhone: hasPhone.value,
      photosBusy: photos.busy.value,
      photosFailed: photos.failed.value,
      recordingsFailed: recordings.failed.value,
    }),
  )
  /** Shown only once somebody has tried to go on: nobody is scolded for a form just opened. */
  const shown = computed<Partial<Record<Question, string>>>(() => (tried.value ? problems.value : {}))

  const proposals = computed(() => (form.text.length < 4 ? [] : proposeCategories(groups.value, form.text)))
  // The words propose it until somebody has chosen: then it stays, whatever is written.
  watch([proposals, groups], () => {
    if (form.chosen || groups.value.length === 0) return
    const sure = sureProposal(proposals.value)?.category ?? null
    if (sure !== form.category) take(sure)
  })

  function choose(category: string) {
    form.chosen = true
    take(category)
  }

  function take(category: string | null) {
    form.category = category
    const leaf = findCategory(groups.value, category)?.leaf
    if (leaf && (form.kind === null || !leaf.kinds.includes(form.kind))) form.kind = usualKind(leaf)
  }

  /** Words, category and kind of a template that was filled in. */
  function fromTemplate({ code, category, kind }: AppealTemplate, values: Record<string, string>, text: string) {
    form.template = { code, values }
    form.text = text
    choose(category)
    form.kind = kind
  }

  /** Sends what is photographed and recorded; settles when each is there or has failed. */
  const sendFiles = async () => void (await Promise.all([photos.sendAll(), recordings.sendAll()]))

  /** @throws CivicError what the server says */
  async function send(): Promise<Receipt> {
    const leaf = found.value?.leaf
    if (!leaf) throw new RangeError('a submission without a category')
    const input = submission(form, leaf, photos.tokens.value, hasPhone.value)
    const body = JSON.stringify(input)
    if (form.attempt?.body !== body) form.attempt = { body, key: newKey() }
    draft.keep()
    const receipt = await civic.appeals.submit(input, { idempotencyKey: form.attempt.key })
    photos.clear()
    recordings.clear()
    draft.drop()
    tried.value = false
    return receipt
  }

  /** Keeps it on the phone, from where it goes by itself. @throws where the phone has no room */
  async function later(): Promise<void> {
    const leaf = found.value?.leaf
    // Fetched with the first word that is typed (see `readyForLater`).
    const [{ useWaiting }, { sendLater }] = await Promise.all([
      import('../../platform/waiting.ts'),
      import('./send-later.ts'),
    ])
    const outbox = await useWaiting().open()
    if (!leaf || !outbox) throw new RangeError('nobody is signed in, or the form is not whole')
    await sendLater(outbox, form, leaf, photos.items, hasPhone.value)
    drop()
    void outbox.send()
  }

  function drop() {
    photos.clear()
    recordings.clear()
    draft.drop()
    tried.value = false
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
    sendFiles,
    photoPlace,
    hasPhone,
    problems,
    shown,
    tried,
    choose,
    fromTemplate,
    send,
    later,
    drop,
  }
}

export type Send = ReturnType<typeof useSend>
