import { fillTemplate } from '@civicgrid/contracts/constants'
import { plainDigits } from '@civicgrid/kit'
import type { AppealKind, AppealTemplate, Area, RegisterInput } from '@civicgrid/sdk'

/** What becomes of a call when it is written down: it waits, it is answered while the caller listens, or it goes out. */
export const NEXT_STEPS = ['register', 'answer', 'dispatch'] as const
export type Next = (typeof NEXT_STEPS)[number]

/** What is written down during a call. */
export interface Intake {
  kind: AppealKind
  category: string
  text: string
  address: string
  area: Area | null
  point: { lng: number; lat: number } | null
  name: string
  phone: string
  anonymous: boolean
  consent: boolean
  /** Code of the template that is filled in, and its fields; empty for none. */
  template: string
  fields: Record<string, string>
  next: Next
  reply: string
}

export const blankIntake = (): Intake => ({
  kind: 'consult',
  category: '',
  text: '',
  address: '',
  area: null,
  point: null,
  name: '',
  phone: '',
  anonymous: false,
  consent: false,
  template: '',
  fields: {},
  next: 'register',
  reply: '',
})

/** As the contract has it: a mobile or a landline with its area code. A caller may also leave none. */
const PHONE = /^(\+86)?[0-9-]{5,18}$/

/** Key of the sentence that says what is missing; null when it can be registered. */
export function missingOf(
  intake: Intake,
):
  | 'intake.categoryNeeded'
  | 'actions.wordsNeeded'
  | 'intake.placeNeeded'
  | 'intake.phoneBad'
  | 'intake.replyNeeded'
  | null {
  if (!wordsOf(intake, undefined, '')) return 'actions.wordsNeeded'
  if (!intake.category) return 'intake.categoryNeeded'
  if (!intake.area && !intake.point) return 'intake.placeNeeded'
  if (intake.phone.trim() && !PHONE.test(plainDigits(intake.phone))) return 'intake.phoneBad'
  return intake.next === 'answer' && !intake.reply.trim() ? 'intake.replyNeeded' : null
}

/** What the caller said: the template's sentences, and below them the operator's own words. */
export function wordsOf({ text, template, fields }: Intake, form: AppealTemplate | undefined, locale: string): string {
  const filled = form
    ? fillTemplate(form, fields, locale)
    : template && Object.values(fields).some(Boolean)
      ? ' . '
      : ''
  return [filled, text.trim()].filter(Boolean).join('\n')
}

export function registerInput(intake: Intake, form?: AppealTemplate, locale = 'zh-CN'): RegisterInput {
  const { kind, category, anonymous, consent, point, area } = intake
  const [name, phone, address] = [
    intake.name.trim() || null,
    plainDigits(intake.phone) || null,
    intake.address.trim() || null,
  ]
  return {
    kind,
    category,
    text: wordsOf(intake, form, locale),
    anonymous,
    consent,
    channel: 'phone',
    place: { point, areaCode: area?.code ?? null, address },
    contact: name || phone ? { name, phone } : null,
    photos: [],
  }
}
