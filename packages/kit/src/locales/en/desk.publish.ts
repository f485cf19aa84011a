import type { Words } from '../../i18n/translate.ts'
import type { deskPublish as source } from '../zh-CN/desk.publish.ts'

/** See zh-CN/desk.publish.ts. */
export const deskPublish: Words<typeof source> = {
  'act.publish': 'Publish',
  'act.publish.hint':
    'On the left the original, on the right what the public reads. Phones, IDs, plates, cards and names must be gone first.',
  'act.unpublish': 'Do not publish',
  'act.unpublish.hint': 'Takes it off the public board, or keeps it from there. The resident sees that, not your note.',
  'act.settlePressure': 'Settle pressure',
  'act.settlePressure.hint':
    'The resident says that somebody wants the rating changed. Only the resident reads your words, never the handler.',
  'act.settlePressure.placeholder': 'What you found out and did',

  'publish.original': '{what} (original)',
  'publish.shown': '{what} (public)',
  'publish.said': 'What was reported',
  'publish.reply': 'Result',
  'publish.left': 'Still contains: {what}',
  'publish.leftSomewhere': 'There is still personal data, see the red lines',
  'publish.textNeeded': 'Write what will be public',
  'publish.pairNeeded': 'Choose one photo of before and one of after',
  'publish.photos': 'Photos',
  'publish.photosHint': 'None is public unless ticked. Look for faces, plates and door numbers first.',
  'publish.photosNone': 'This order has no photos',
  'publish.fromResident': '{n} · resident',
  'publish.fromStaff': '{n} · handler',
  'publish.pair': 'Before and after',
  'publish.before': 'Before',
  'publish.after': 'After',
  'publish.photo': 'Photo {n}',
  'publish.noPhoto': 'None',
  'publish.place': 'Place',
  'publish.place.area': 'Community only',
  'publish.place.rounded': 'Roughly (about 200 m)',
  'publish.place.exact': 'Exact',

  'personal.phone': 'phone',
  'personal.identityNumber': 'ID number',
  'personal.bankCard': 'card number',
  'personal.plate': 'plate',
  'personal.name': 'name',

  'unpublishGround.unsuitable': 'Not suitable',
  'unpublishGround.personalData': 'Personal data',
  'unpublishGround.duplicate': 'Published already',
  'unpublishGround.outdated': 'No longer so',
}
