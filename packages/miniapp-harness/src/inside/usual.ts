import type { Host, PhoneOptions } from '../phone.ts'
import type { Pages } from './pages.ts'
import { settle, type Answering, type Option } from './wx.ts'

export interface Usual {
  answers: Record<string, Answering>
  storage: Map<string, unknown>
  toasts: string[]
}

const ok =
  (name: string, success: Record<string, unknown> = {}): Answering =>
  (option) =>
    settle(name, option as Option | undefined, { success })

/** What a phone answers that lacks nothing and refuses nothing. */
export function usualAnswers(options: PhoneOptions, host: Host, pages: () => Pages): Usual {
  const storage = new Map<string, unknown>(Object.entries(options.storage ?? {}))
  const toasts: string[] = []
  const window = {
    windowWidth: options.width ?? 375,
    windowHeight: options.height ?? 667,
    pixelRatio: 2,
    statusBarHeight: 20,
  }
  const base = {
    SDKVersion: '3.5.0',
    version: '8.0.50',
    language: 'zh_CN',
    theme: options.theme ?? 'light',
    host: { appId: 'wx', env: 'WeChat' },
    fontSizeScaleFactor: options.fontSizeScaleFactor ?? 1,
    fontSizeSetting: 17,
    enableDebug: false,
  }
  const device = { brand: 'devtools', model: 'iPhone X', platform: 'devtools', system: 'iOS 10.0.1' }
  const route =
    (name: string, how: 'push' | 'replace' | 'relaunch'): Answering =>
    (given) => {
      const option = given as Option
      const wrong = pages().open(String(option['url']), how)
      settle(name, option, wrong === null ? { success: {} } : { fail: `${name}:fail ${wrong}` })
    }
  const sync =
    (read: () => unknown): Answering =>
    () =>
      read()

  const answers: Record<string, Answering> = {
    request: (given) =>
      network(given as Option, 'request', (option) =>
        host.request({
          url: String(option['url']),
          method: option['method'] === 'POST' ? 'POST' : 'GET',
          header: (option['header'] ?? {}) as Record<string, string>,
          ...(typeof option['data'] === 'string' ? { data: option['data'] } : {}),
        }),
      ),
    uploadFile: (given) =>
      network(given as Option, 'uploadFile', (option) =>
        host.upload({
          url: String(option['url']),
          filePath: String(option['filePath']),
          name: String(option['name']),
          header: (option['header'] ?? {}) as Record<string, string>,
        }),
      ),
    login: ok('login', { code: 'login-code' }),
    getStorageSync: (key) => storage.get(String(key)) ?? '',
    setStorageSync: (key, value) => void storage.set(String(key), JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key) => void storage.delete(String(key)),
    getStorageInfoSync: sync(() => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10240 })),
    getSystemInfoSync: sync(() => ({
      ...base,
      ...device,
      ...window,
      screenWidth: window.windowWidth,
      screenHeight: 812,
      safeArea: {},
    })),
    getAppBaseInfo: sync(() => base),
    getDeviceInfo: sync(() => device),
    getWindowInfo: sync(() => window),
    getMenuButtonBoundingClientRect: sync(() => ({
      width: 87,
      height: 32,
      top: 24,
      bottom: 56,
      left: 281,
      right: 368,
    })),
    getLaunchOptionsSync: sync(() => ({ path: '', query: {}, scene: 1001, referrerInfo: {} })),
    getEnterOptionsSync: sync(() => ({ path: '', query: {}, scene: 1001, referrerInfo: {} })),
    canIUse: () => true,
    env: () => ({ USER_DATA_PATH: 'wxfile://usr' }),
    nextTick: (work) => void setTimeout(work as () => void, 0),
    getRandomValues: (given) => {
      const option = given as Option
      const bytes = new Uint8Array(Number(option['length'] ?? 16))
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(Math.random() * 256)
      settle('getRandomValues', option, { success: { randomValues: bytes.buffer } })
    },
    navigateTo: route('navigateTo', 'push'),
    redirectTo: route('redirectTo', 'replace'),
    reLaunch: route('reLaunch', 'relaunch'),
    switchTab: route('switchTab', 'relaunch'),
    navigateBack: (given) => {
      const option = (given ?? {}) as Option
      pages().back(Number(option['delta'] ?? 1))
      settle('navigateBack', option, { success: {} })
    },
    setNavigationBarTitle: (given) => {
      const option = given as Option
      pages().title(String(option['title']))
      settle('setNavigationBarTitle', option, { success: {} })
    },
    setNavigationBarColor: (given) => {
      const option = given as Option
      pages().colours(String(option['frontColor']), String(option['backgroundColor']))
      settle('setNavigationBarColor', option, { success: {} })
    },
    showToast: (given) => {
      const option = given as Option
      toasts.push(String(option['title']))
      pages().toast(String(option['title']))
      settle('showToast', option, { success: {} })
    },
    chooseMedia: ok('chooseMedia', {
      type: 'image',
      tempFiles: [{ tempFilePath: 'wxfile://tmp/photo.jpg', size: 1000, fileType: 'image' }],
    }),
    chooseLocation: ok('chooseLocation', { name: '', address: '', latitude: 0, longitude: 0 }),
    openSetting: ok('openSetting', { authSetting: {} }),
  }
  for (const name of [
    'hideToast',
    'showLoading',
    'hideLoading',
    'stopPullDownRefresh',
    'makePhoneCall',
    'setClipboardData',
    'showShareMenu',
    'vibrateShort',
    'pageScrollTo',
  ])
    answers[name] = ok(name)
  for (const name of [
    'onAppShow',
    'onAppHide',
    'onThemeChange',
    'offThemeChange',
    'onNetworkStatusChange',
    'onUnhandledRejection',
    'onError',
    'onPageNotFound',
  ])
    answers[name] = () => undefined
  return { answers, storage, toasts }
}

/** A task over the network that can be given up. */
function network(option: Option, name: string, ask: (option: Option) => Promise<{ statusCode: number }>) {
  let over = false
  const progress: ((told: object) => void)[] = []
  ask(option).then(
    (answer) => {
      if (over) return
      for (const told of progress) told({ progress: 100, totalBytesSent: 1, totalBytesExpectedToSend: 1 })
      settle(name, option, { success: { ...answer } })
    },
    () => {
      if (!over) settle(name, option, { fail: `${name}:fail` })
    },
  )
  return {
    abort() {
      if (over) return
      over = true
      settle(name, option, { fail: `${name}:fail abort` })
    },
    onProgressUpdate: (told: (progress: object) => void) => void progress.push(told),
    offProgressUpdate: () => undefined,
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onChunkReceived: () => undefined,
    offChunkReceived: () => undefined,
  }
}
