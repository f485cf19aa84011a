import type { Words } from '../../i18n/translate.ts'
import type { devices as source } from '../zh-CN/devices.ts'

/** See zh-CN/devices.ts. */
export const devices: Words<typeof source> = {
  'settings.ways': 'Ways to sign in',
  'settings.myData': 'My data',
  'settings.grants': 'My permissions',
  'devices.title': 'Signed-in devices',
  'devices.hint': 'Sign out any that you do not know',
  'devices.here': 'This device',
  'devices.seen': 'used {when}',
  'devices.out': 'Sign out',
  'devices.outOf': 'Sign out {name}',
  'devices.allOut': 'Sign out all other devices',
  'devices.done': 'Signed out',
  'devices.via.demo': 'Demo',
  'devices.via.host': 'City app',
  'devices.via.wechat': 'WeChat',
  'devices.via.phone': 'Phone number',
}
