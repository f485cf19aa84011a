import type { Words } from '../../i18n/translate.ts'
import type { deskIntake as source } from '../zh-CN/desk.intake.ts'

/** See zh-CN/desk.intake.ts. */
export const deskIntake: Words<typeof source> = {
  'intake.keys': 'Alt W words · C category · T template · P place · N phone · 1–3 what next · Ctrl Enter registers',
  'intake.findPlace': 'Place name',
  'intake.findPlaceHint': 'Two characters, Enter takes the first',
  'intake.template': 'Template',
  'intake.noTemplate': 'No template',
  'intake.optional': 'optional',
  'intake.proposed': 'Likely categories',
  'intake.owner': 'Proposed owner',
  'intake.ownerLater': 'Known once there are a category and a place',
  'intake.limit': 'result within {n} {unit}',
  'intake.similar': 'Similar orders',
  'intake.noSimilar': 'None found so far',
  'intake.thenWhat': 'What next',
  'intake.then.register': 'Register',
  'intake.then.answer': 'Register and answer',
  'intake.then.dispatch': 'Register and dispatch',
  'intake.reply': 'Answer',
  'intake.replyHint': 'What the caller is told now',
  'intake.replyNeeded': 'Please write the answer',
  'intake.done.register': 'Registered',
  'intake.done.answer': 'Registered and answered',
  'intake.done.dispatch': 'Registered and dispatched',
  'intake.halfDone': 'It is registered, but the next step was not done. Please open the order.',
  'unit.minutes': 'minutes',
  'unit.hours': 'hours',
  'unit.workingHours': 'working hours',
  'unit.naturalDays': 'days',
  'unit.workingDays': 'working days',
}
