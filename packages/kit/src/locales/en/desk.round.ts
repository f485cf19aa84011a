import type { Words } from '../../i18n/translate.ts'
import type { deskRound as source } from '../zh-CN/desk.round.ts'

/** See zh-CN/desk.round.ts. */
export const deskRound: Words<typeof source> = {
  'round.nav': 'Round',
  'round.title': 'Report what you see',
  'round.photo': 'Take a photo',
  'round.another': 'One more',
  'round.here': 'Located to about {metres} m',
  'round.finding': 'Locating',
  'round.ownArea': 'Not located: it goes to your own grid',
  'round.locate': 'Locate again',
  'round.others': 'Other categories',
  'round.words': 'A word more, if you like',
  'round.text': 'Seen on a round: {what}',
  'round.pass': 'Report',
  'round.settle': 'Put right here',
  'round.settleHint': 'When put right, let the last photo show it',
  'round.three': 'For this, others put right and verify: please report it',
  'round.photoNeeded': 'Please take a photo first',
  'round.settledText': 'Put right on the spot by the grid officer; see the photo.',
  'round.sent': 'Reported just now',
  'round.clear': 'Clear',
  'round.state.waiting': 'Waits for a network',
  'round.state.sending': 'Sending',
  'round.state.signIn': 'Goes on after sign-in',
  'round.state.refused': 'Refused',
  'round.state.sent': 'Sent',
  'round.around': 'Near me today',
  'round.none': 'Nothing open near here',
  'round.noneText': 'What lies open with your body is listed here',
}
