import { plainDigits } from '@civicgrid/kit'
import type { AppealKind, Area, RegisterInput } from '@civicgrid/sdk'

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
})

/** As the contract has it: a mobile or a landline with its area code. A caller may also leave none. */
const PHONE = /^(\+86)?[0-9-]{5,18}$/

/** Key of the sentence that says what is missing; null when it can be registered. */
export function missingOf(
  intake: Intake,
): 'intake.categoryNeeded' | 'actions.wordsNeeded' | 'intake.placeNeeded' | 'intake.phoneBad' | null {
  if (!intake.category) return 'intake.categoryNeeded'
  if (!intake.text.trim()) return 'actions.wordsNeeded'
  if (!intake.area && !intake.point) return 'intake.placeNeeded'
  return intake.phone.trim() && !PHONE.test(plainDigits(intake.phone)) ? 'intake.phoneBad' : null
}

export function registerInput(intake: Intake): RegisterInput {
  const { kind, category, text, anonymous, consent, point, area } = intake
  const [name, phone, address] = [
    intake.name.trim() || null,
    plainDigits(intake.phone) || null,
    intake.address.trim() || null,
  ]
  return {
    kind,
    category,
    text,
    anonymous,
    consent,
    channel: 'phone',
    place: { point, areaCode: area?.code ?? null, address },
    contact: name || phone ? { name, phone } : null,
    photos: [],
  }
}
