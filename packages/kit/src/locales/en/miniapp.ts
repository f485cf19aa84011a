import type { miniapp as source } from '../zh-CN/miniapp.ts'
import type { Words } from '../../i18n/translate.ts'

/** What is read in the mini-program alone. */
export const miniapp = {
  'mini.signInPhone': 'Sign in with WeChat’s number',
  'mini.signInHint': 'The first time, show by your number who you are; from then on you are signed in',
  'mini.signInRefused': 'No number was given. You can also call 12345',
  'mini.signInCode': 'Sign in with a text message',
  'mini.numberAgain': 'That did not work; please tap once more',
  'mini.wechatNotNow': 'WeChat could not let you in just now. Try again later, or sign in with a text message',
  'mini.signInNeeded': 'Sign in to go on; what you wrote is still here',
  'mini.locationDenied': 'WeChat may not use your location. Allow it in settings, then choose again',
  'mini.openSettings': 'Allow in settings',
  'mini.albumDenied': 'WeChat may not use the camera or album. Allow it in settings, then try again',
  'mini.keptHere':
    'Not sent yet. What you wrote is kept on this phone: tap «Send» when there is a network, it goes once',
  'mini.elderOffer': 'Your phone uses large letters. Switch to large print?',
  'mini.elderHint': 'Large letters, large buttons, more room between lines',
  'mini.elderYes': 'Large print',
  'mini.elderNo': 'No, thanks',
  'mini.nearDenied': 'We were not given your location. Allow it in WeChat’s settings, or pick a place',
  'mini.share': 'Share in WeChat',
  'mini.shareHint': 'Only what has been published is shared: no names, numbers or house numbers',
} as const satisfies Words<typeof source>
