import type { Words } from '../../i18n/translate.ts'
import type { board as source } from '../zh-CN/board.ts'

/** See zh-CN/board.ts. */
export const board: Words<typeof source> = {
  'board.title': 'Public board',
  'board.hint': 'Published with consent, without personal details',
  'board.list': 'List',
  'board.map': 'Map',
  'board.category': 'Category',
  'board.area': 'Area',
  'board.any': 'All',
  'board.before': 'Before',
  'board.after': 'After',
  'board.pairs': 'Before and after',
  'board.none': 'Nothing published yet',
  'board.noneText': 'Try another category or area',
  'board.tapMap': 'Tap a dot on the map to see what it is',
  'board.noneOnMap': 'None of these shows a place',
  'board.asked': 'What was reported',
  'board.reply': 'What was done',
  'board.took': 'Sent {sent}, result {done}',
  'board.roughly': 'Only roughly where, to protect people',
  'board.open': 'See {category}, {area}',
  'board.gone': 'This is no longer public',
  'board.stop': 'Stop publishing this',
  'board.stopTitle': 'Stop publishing?',
  'board.stopText': 'It leaves the public board at once and will not come back. Your appeal goes on as before.',
  'board.stopConfirm': 'Yes, stop publishing',
  'board.stopped': 'No longer public',

  'pressure.action': 'I was asked to change my rating',
  'pressure.title': 'Asked to change your rating?',
  'pressure.text':
    'Only a supervisor is told; whoever handled it cannot see this. You may write who it was, when, and what was said.',
  'pressure.send': 'Tell a supervisor',
  'pressure.done': 'A supervisor has been told',

  'rateLink.title': 'Rate the result',
  'rateLink.about': 'There is a result for “{category}”, sent {when}',
  'rateLink.until': 'You can rate it {when}',
  'rateLink.rated': 'This has been rated. Thank you',
  'rateLink.thanks': 'Thank you for your rating',
  'rateLink.thanksText': 'Not solved? Call 12345 to have it handled again',
  'rateLink.expired': 'This link no longer works',
  'rateLink.expiredText':
    'Its time is over, or it is being handled again. Call 12345 and a person will help you rate it',
}
