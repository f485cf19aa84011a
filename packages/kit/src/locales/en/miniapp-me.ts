import type { miniappMe as source } from '../zh-CN/miniapp-me.ts'
import type { Words } from '../../i18n/translate.ts'

/** What is read on the mini-program's pages about oneself. */
export const miniappMe = {
  'mini.signInFirst': 'Please sign in first',
  'mini.addWechat': 'Add WeChat',
  'mini.copy': 'Copy',
  'mini.copyHere': 'Here it is. It stays on this phone only until you leave the mini-program',
  'mini.copyHand': 'Send it in WeChat, for example to «File Transfer»',
  'mini.copyName': 'my-data.zip',
  'mini.copyLost': 'It did not come. Check the network and try again',
  'mini.privacyAsks': 'What the phone is asked for, and what for',
  'mini.privacy.number': 'Phone number',
  'mini.privacy.numberFor': 'To know that it is you, and to reach you. Kept encrypted; you can see who looked at it',
  'mini.privacy.place': 'Location',
  'mini.privacy.placeFor': 'Only when you tap «choose a place», to mark where the problem is; you are not followed',
  'mini.privacy.photo': 'Camera and album',
  'mini.privacy.photoFor': 'Only what you take or choose is sent; where it was taken is removed from it',
  'mini.privacy.voice': 'Microphone',
  'mini.privacy.voiceFor': 'Only while you record; only those who handle it can listen',
  'mini.privacy.message': 'Messages in WeChat',
  'mini.privacy.messageFor': 'One yes is one message: that there is an answer',
  'mini.privacyRefuse': 'You can refuse any of these and still tell us, or call 12345',
  'mini.privacyKeeps': 'Your data is yours',
  'mini.privacyKeepsText': 'See who looked at your contact, take a copy of everything, or close the account',
  'mini.privacyContract': 'WeChat’s page about privacy',
  'mini.privacyContractNot': 'This version of WeChat cannot open it; please update WeChat',
  'mini.privacyPermissions': 'What WeChat lets this program use',
} as const satisfies Words<typeof source>
