import { useDraft, useLoad } from '@civicgrid/kit'
import type { Receipt } from '@civicgrid/sdk'
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { draftBlobs } from '../../platform/blobs.ts'
import { profile } from '../../platform/catalogue.ts'
import { civic } from '../../platform/civic.ts'
import { keep } from '../../platform/keep.ts'
import { useSession } from '../../platform/session.ts'
import { shrink } from '../../ui/photos/shrink.ts'
import { usePhotos } from '../../ui/photos/use-photos.ts'
import { findCategory } from './categories.ts'
import { blankForm, problemsOf, submission, usualKind, type Question } from './form.ts'

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The form of an appeal, from the first word to the receipt. */
export function useSend() {
  const session = useSession()
  const draft = useDraft('civic.draft', blankForm, keep)
  const form = draft.value
  const city = useLoad(profile)
  const photoPlace = shallowRef<{ lng: number; lat: number } | null>(null)
  const tried = ref(false)

  // A phone that opens its camera may end the page: what was typed a moment ago is kept before it goes.
  onMounted(() => {
    addEventListener('pagehide', draft.keep)
    document.addEventListener('visibilitychange', draft.keep)
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', draft.keep)
    document.removeEventListener('visibilitychange', draft.keep)
  })

  const photos = usePhotos({
    shrink,
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

  const groups = computed(() => city.state.value.value?.categories ?? [])
  const found = computed(() => findCategory(groups.value, form.category))
  const hasPhone = computed(() => session.resident?.phone != null)
  const problems = computed(() =>
    problemsOf(form, {
      leaf: found.value?.leaf ?? null,
      hasPhone: hasPhone.value,
      photosBusy: photos.busy.value,
      photosFailed: photos.failed.value,
    }),
  )
  /** Shown only once somebody has tried to go on: nobody is scolded for a form just opened. */
  const shown = computed<Partial<Record<Question, string>>>(() => (tried.value ? problems.value : {}))

  function choose(category: string) {
    form.category = category
    const leaf = findCategory(groups.value, category)?.leaf
    if (leaf && (form.kind === null || !leaf.kinds.includes(form.kind))) form.kind = usualKind(leaf)
  }

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
    draft.drop()
    tried.value = false
    return receipt
  }

  function drop() {
    photos.clear()
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
    photoPlace,
    hasPhone,
    problems,
    shown,
    tried,
    choose,
    send,
    drop,
  }
}

export type Send = ReturnType<typeof useSend>
