import type { Words } from '../../i18n/translate.ts'
import type { around as source } from '../zh-CN/around.ts'

/** See zh-CN/around.ts. */
export const around: Words<typeof source> = {
  'later.title': 'Waiting to be sent',
  'later.kept': 'Kept on this phone. It goes out by itself once there is a network',
  'later.keptText': 'You may close the page. It goes on when you open it again, and is sent only once',
  'later.passing': 'This browser keeps nothing. Please leave the page open: it goes out once there is a network',
  'later.none': 'Nothing is waiting',
  'later.noRoom': 'The phone has no room left to keep it. Please make some room, or call 12345',
  'later.waiting': 'No network',
  'later.sending': 'Sending',
  'later.signIn': 'Sign in to send',
  'later.refused': 'Not sent',
  'later.sent': 'Sent',
  'later.gone': 'What could not be sent before has been sent',
  'later.photos': 'Photos and recordings: {n}',
  'later.at': 'Written {when}',
  'later.now': 'Send now',
  'later.remove': 'Delete',
  'later.see': 'See progress',
  'later.home': '{n} waiting to be sent',
  'leave.switch': 'Not you? Switch',
  'leave.title': 'Sign out',
  'leave.text': 'This phone will no longer show your name or your appeals. Unfinished drafts are deleted',
  'leave.unsent': '{n} of yours have not been sent. They are deleted from this phone and never sent',
  'leave.stay': 'Stay',
  'leave.go': 'Sign out',
  'leave.goAnyway': 'Delete and sign out',
  'night.title': 'An emergency at night? Call at once',
  'night.text': 'Other matters can be sent now and are handled in working hours',

  'joined.result': 'There is a result: {category}',
  'joined.asks': 'Is it solved for you?',
  'near.title': 'Near me',
  'near.hint': 'What neighbours reported, and how far it is',
}
