import { phoneRule, plainDigits, textRule } from '@civicgrid/kit'
import { TEXT_MAX, type AppealKind } from '@civicgrid/contracts/constants'
import type { Category, SubmitInput } from '@civicgrid/sdk'
import type { KeptPhoto } from '../../ui/photos/use-photos.ts'

/** Where it is, as the picker gave it: WGS-84. */
export interface ChosenPlace {
  lng: number
  lat: number
  accuracy: number | null
  /** In words that a resident knows: the nearest named place, or the area. */
  label: string
  area: string
}

/**
 * The same body goes out under the same key however often it is sent, also after a reload: an answer that was lost is
 * no second appeal.
 */
export interface Attempt {
  body: string
  key: string
}

/** All that a resident fills in; kept while it is written. */
export interface SendForm {
  text: string
  category: string | null
  kind: AppealKind | null
  photos: KeptPhoto[]
  place: ChosenPlace | null
  address: string
  name: string
  phone: string
  /** Use another number than the one signed in with. */
  otherPhone: boolean
  anonymous: boolean
  consent: boolean
  /** The last time it was sent without an answer. */
  attempt: Attempt | null
}

export const blankForm = (): SendForm => ({
  text: '',
  category: null,
  kind: null,
  photos: [],
  place: null,
  address: '',
  name: '',
  phone: '',
  otherPhone: false,
  anonymous: false,
  consent: false,
  attempt: null,
})

/** The questions, one a page in elder mode, in this order. */
export const QUESTIONS = ['what', 'category', 'photos', 'place', 'contact'] as const
export type Question = (typeof QUESTIONS)[number]

export interface Known {
  leaf: Category | null
  /** The session's own number can be used. */
  hasPhone: boolean
  photosBusy: boolean
  photosFailed: boolean
}

type Problem =
  | 'form.textNeeded'
  | 'form.tooLong'
  | 'form.categoryNeeded'
  | 'form.photoNeeded'
  | 'form.photosFailed'
  | 'form.placeNeeded'
  | 'form.phone'
  | 'form.phoneNeeded'

/** What is still wrong with each question; the server has the last word. */
export function problemsOf(
  form: SendForm,
  { leaf, hasPhone, photosFailed }: Known,
): Partial<Record<Question, Problem>> {
  const needsPhone = form.otherPhone || !hasPhone
  const found: Record<Question, Problem | null> = {
    what: textRule(form.text, TEXT_MAX),
    category: leaf ? null : 'form.categoryNeeded',
    photos: photosFailed
      ? 'form.photosFailed'
      : leaf?.photoRequired && form.photos.length === 0
        ? 'form.photoNeeded'
        : null,
    place: form.place ? null : 'form.placeNeeded',
    contact: needsPhone ? phoneRule(form.phone) : null,
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

/** The kind that a category is usually sent as: the first that is more than a question. */
export const usualKind = (leaf: Category): AppealKind =>
  leaf.kinds.find((kind) => kind !== 'consult') ?? leaf.kinds[0] ?? 'help'

/** What goes to the server. @throws RangeError when a question is open: ask `problemsOf` first */
export function submission(form: SendForm, leaf: Category, tokens: readonly string[], hasPhone: boolean): SubmitInput {
  if (!form.place) throw new RangeError('a submission without a place')
  const { lng, lat, accuracy, label } = form.place
  const kind = form.kind && leaf.kinds.includes(form.kind) ? form.kind : usualKind(leaf)
  // Without another number the account's own contact counts; half a contact would stand in its way.
  const contact =
    form.otherPhone || !hasPhone ? { name: form.name.trim() || null, phone: plainDigits(form.phone) } : undefined
  return {
    kind,
    category: leaf.code,
    text: form.text.trim(),
    place: { point: { lng, lat, crs: 'WGS-84', accuracy }, address: form.address.trim() || label },
    photos: [...tokens],
    anonymous: form.anonymous,
    consent: form.consent,
    ...(contact ? { contact } : {}),
  }
}
