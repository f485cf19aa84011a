import { TEXT_MAX, type AppealKind, type ContactPreference } from '@civicgrid/contracts/constants'
import type { Category, SubmitInput } from '@civicgrid/sdk'
import { phoneRule, plainDigits, textRule } from '../forms/rules.ts'

/** What a draft remembers of a photo; the picture itself lies elsewhere. */
export interface KeptPhoto {
  id: string
  preview: string
  /** Where a phone has it, if `preview` is not that. */
  path?: string
  /** Once it was sent: what the appeal names it by. The server forgets it after a day unless it is used. */
  token: string | null
  /** Epoch milliseconds. */
  sentAt: number | null
}

/** Where it is, as the picker gave it. */
export interface ChosenPlace {
  lng: number
  lat: number
  accuracy: number | null
  /** What the numbers refer to; WGS-84 where nothing is said. Chinese maps give GCJ-02, 100 to 700 m away. */
  crs?: 'WGS-84' | 'GCJ-02'
  /** In words that a resident knows: the nearest named place, or the area. */
  label: string
  area: string
}

/** All that a resident fills in; kept while it is written. */
export interface SendForm {
  /**
   * The key under which it goes out, however often it is sent and by whichever tab, also after a reload: an answer that was
   * lost is no second appeal, and a draft that two tabs show is one.
   */
  id: string
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
  /** Chosen by hand or by a link: words no longer change it. */
  chosen: boolean
  /** Of a template, by field; its words stand in `text`, to be changed like any others. */
  template: { code: string; values: Record<string, string> } | null
  recordings: KeptPhoto[]
  /** Photos are asked for before words. */
  photoFirst: boolean
  /** When it happened, as the phone's own field writes it (local, minutes); empty: now. */
  occurred: string
  contactPreference: ContactPreference
  forOther: boolean
  otherName: string
  otherRelation: string
  /** Whom one may act for by an authority; then no name has to be written. */
  authority: { ref: string; name: string } | null
  /** 只显示到小区. */
  community: boolean
}

/** A new key of 32 hexadecimal digits: under it something is sent, however often. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export const blankForm = (): SendForm => ({
  id: newKey(),
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
  chosen: false,
  template: null,
  recordings: [],
  photoFirst: false,
  occurred: '',
  contactPreference: 'any',
  forOther: false,
  otherName: '',
  otherRelation: '',
  authority: null,
  community: false,
})

/** The questions, one a page in elder mode, in this order. */
export const QUESTIONS = ['what', 'category', 'photos', 'place', 'contact'] as const
export type Question = (typeof QUESTIONS)[number]

/** The same questions for who would rather show than tell. */
export const questionsOf = ({ photoFirst }: Pick<SendForm, 'photoFirst'>): readonly Question[] =>
  photoFirst ? ['photos', ...QUESTIONS.filter((question) => question !== 'photos')] : QUESTIONS

export interface Known {
  leaf: Category | null
  /** The session's own number can be used. */
  hasPhone: boolean
  photosFailed: boolean
  recordingsFailed?: boolean
  /** Epoch milliseconds. */
  now?: number
}

type Problem =
  | 'form.textNeeded'
  | 'form.tooLong'
  | 'form.categoryNeeded'
  | 'form.photoNeeded'
  | 'form.photosFailed'
  | 'form.placeNeeded'
  | 'form.recordingsFailed'
  | 'form.future'
  | 'form.otherNeeded'
  | 'form.phone'
  | 'form.phoneNeeded'

/** What is still wrong with each question; the server has the last word. */
export function problemsOf(
  form: SendForm,
  { leaf, hasPhone, photosFailed, recordingsFailed = false, now = Date.now() }: Known,
): Partial<Record<Question, Problem>> {
  const needsPhone = form.otherPhone || !hasPhone
  const found: Record<Question, Problem | null> = {
    what: textRule(form.text, TEXT_MAX) ?? ((instantOf(form.occurred) ?? 0) > now ? 'form.future' : null),
    category: leaf ? null : 'form.categoryNeeded',
    photos: photosFailed
      ? 'form.photosFailed'
      : leaf?.photoRequired && form.photos.length === 0
        ? 'form.photoNeeded'
        : recordingsFailed
          ? 'form.recordingsFailed'
          : null,
    place: form.place ? null : 'form.placeNeeded',
    contact:
      (needsPhone ? phoneRule(form.phone) : null) ??
      (form.forOther && !form.authority && !form.otherName.trim() ? 'form.otherNeeded' : null),
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

/** Of a local date and time to the minute, in epoch milliseconds; null for none. */
function instantOf(local: string): number | null {
  const at = local === '' ? Number.NaN : new Date(local).getTime()
  return Number.isNaN(at) ? null : at
}

/** The kind that a category is usually sent as: the first that is more than a question. */
export const usualKind = (leaf: Category): AppealKind =>
  leaf.kinds.find((kind) => kind !== 'consult') ?? leaf.kinds[0] ?? 'help'

/** What goes to the server. @throws RangeError when a question is open: ask `problemsOf` first */
export function submission(form: SendForm, leaf: Category, tokens: readonly string[], hasPhone: boolean): SubmitInput {
  if (!form.place) throw new RangeError('a submission without a place')
  const { lng, lat, accuracy, label, crs = 'WGS-84' } = form.place
  const kind = form.kind && leaf.kinds.includes(form.kind) ? form.kind : usualKind(leaf)
  // Without another number the account's own contact counts; half a contact would stand in its way.
  const contact =
    form.otherPhone || !hasPhone ? { name: form.name.trim() || null, phone: plainDigits(form.phone) } : undefined
  return {
    kind,
    category: leaf.code,
    text: form.text.trim(),
    place: { point: { lng, lat, crs, accuracy }, address: form.address.trim() || label },
    photos: [...tokens],
    anonymous: form.anonymous,
    consent: form.consent,
    ...(contact ? { contact } : {}),
    ...more(form),
  }
}

/** By an authority the appeal is the other's own; a name alone is what the sender says. */
function forWhom({ forOther, authority, otherName, otherRelation }: SendForm): Partial<SubmitInput> {
  if (!forOther) return {}
  if (authority) return { authority: authority.ref }
  return { onBehalfOf: { name: otherName.trim(), relation: otherRelation.trim() || null } }
}

/** What is said only where it is not as usual. */
function more(form: SendForm): Partial<SubmitInput> {
  const at = instantOf(form.occurred)
  const recordings = form.recordings.flatMap(({ token }) => token ?? [])
  return {
    ...(at === null ? {} : { occurredAt: new Date(at).toISOString() }),
    ...(form.contactPreference === 'any' ? {} : { contactPreference: form.contactPreference }),
    ...forWhom(form),
    ...(form.community ? { shownPlace: 'community' as const } : {}),
    ...(recordings.length > 0 ? { recordings } : {}),
  }
}
