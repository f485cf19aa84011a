import type { PhoneOptions } from '../../phone.ts'
import type { Answering } from '../wx.ts'
import { USER_DATA } from './files.ts'

/** What a program reads of the phone it runs on. */
export function device(options: PhoneOptions): Record<string, Answering> {
  const window = {
    windowWidth: options.width ?? 375,
    windowHeight: options.height ?? 667,
    screenWidth: options.width ?? 375,
    screenHeight: 812,
    pixelRatio: 2,
    statusBarHeight: 20,
    safeArea: { left: 0, right: options.width ?? 375, top: 44, bottom: 778, width: options.width ?? 375, height: 734 },
  }
  const base = {
    SDKVersion: '3.5.0',
    version: '8.0.50',
    language: 'zh_CN',
    theme: options.theme ?? 'light',
    host: { appId: 'wx', env: 'WeChat' },
    fontSizeScaleFactor: options.fontSizeScaleFactor ?? 1,
    fontSizeSetting: Math.round(17 * (options.fontSizeScaleFactor ?? 1)),
    enableDebug: false,
  }
  const model = { brand: 'devtools', model: 'iPhone X', platform: 'devtools', system: 'iOS 10.0.1' }
  const entered = { path: '', query: {}, scene: 1001, shareTicket: '', referrerInfo: {} }
  const allowed = ['album', 'bluetooth', 'camera', 'location', 'microphone', 'notification']
  return {
    getSystemInfoSync: () => ({ ...base, ...model, ...window }),
    getAppBaseInfo: () => base,
    getDeviceInfo: () => model,
    getWindowInfo: () => window,
    getSystemSetting: () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true }),
    getAppAuthorizeSetting: () => ({
      ...Object.fromEntries(allowed.map((name) => [`${name}Authorized`, 'authorized'])),
      locationReducedAccuracy: false,
    }),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 24, bottom: 56, left: 281, right: 368 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => entered,
    getEnterOptionsSync: () => entered,
    canIUse: () => true,
    env: () => ({ USER_DATA_PATH: USER_DATA }),
  }
}
