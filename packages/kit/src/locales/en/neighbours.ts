import type { Words } from '../../i18n/translate.ts'
import type { neighbours as source } from '../zh-CN/neighbours.ts'

/** See zh-CN/neighbours.ts. */
export const neighbours: Words<typeof source> = {
  'similar.title': 'Neighbours have reported this',
  'similar.text': 'The same thing? Tap “I have this too”: nothing more to write, and you are told the result',
  'similar.join': 'I have this too',
  'similar.joined': 'You joined',
  'similar.joinedHint':
    'Noted. You will be told the result under “My requests”. No need to send yours, unless it is another matter',
  'similar.drop': 'Clear what I wrote',
  'similar.mine': 'You sent this: see progress',
  'similar.count': '{n} joined',
  'similar.metres': 'about {distance} away',
  'similar.near': 'close by',
  'similar.over': 'There is a result just now. If it is not solved for you, please send yours',

  'joined.tab': 'Joined',
  'joined.title': 'Joined request',
  'joined.none': 'You have joined none yet',
  'joined.noneText': 'Similar ones are shown before you send; see also “Near me”',
  'joined.thanks': 'Thank you, staff has been told',
  'joined.answered': 'You said: {answer}',
  'joined.notSolved': 'If it is not solved for you, send a request of your own; it is handled by itself',
  'joined.ended': 'This ended without a result. If you still have the problem, send a request of your own',
  'joined.endedTag': 'Ended',
  'joined.own': 'Send my own',
  'joined.theirSay': 'Sender rates it',
  'joined.at': 'Joined {when}',
  'joined.wait': 'we tell you once there is a result',
  'joined.published': 'See the published result',
  'joined.privacy': 'To protect the sender, only category, progress and a rough place are shown',

  'near.text': 'What neighbours reported lately. Places are rough: no home can be told',
  'near.locate': 'Around me',
  'near.locating': 'Finding you',
  'near.denied': 'Your place was not found. Allow the browser to use it, or choose a place',
  'near.pick': 'Choose a place',
  'near.around': 'Around {place}',
  'near.none': 'Nothing was reported around here lately',
  'near.noneText': 'You can be the first to tell us',
}
