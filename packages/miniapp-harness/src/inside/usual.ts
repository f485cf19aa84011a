import type { Host, PhoneOptions, StoredFile } from '../phone.ts'
import type { Faults } from './faults.ts'
import type { Pages, Way } from './pages.ts'
import { device } from './usual/device.ts'
import { createFiles } from './usual/files.ts'
import { createGate, type Permissions } from './usual/gate.ts'
import { network } from './usual/network.ts'
import { player, recorder } from './usual/recorder.ts'
import { storageAnswers } from './usual/storage.ts'
import { settle, type Acting, type Answering, type Option, type Wx } from './wx.ts'

export interface Usual {
  answers: Record<string, Answering>
  acting: Record<string, Acting>
  gate: Permissions
  storage: Map<string, unknown>
  files: Map<string, StoredFile>
  /** Address of a picture of the phone, also of one that was saved. */
  picture(path: string): Promise<string>
  toasts: string[]
}

/** What is made only later: they need one another. */
export interface Around {
  faults: Faults
  pages(): Pages
  wx(): Wx
}

const MB = 1024 * 1024
const ok =
  (name: string, success: Record<string, unknown> = {}): Answering =>
  (option) =>
    settle(name, option as Option | undefined, { success })

/** These are answered with nothing but that they were done. */
const DONE = [
  'hideToast',
  'showLoading',
  'hideLoading',
  'startPullDownRefresh',
  'stopPullDownRefresh',
  'makePhoneCall',
  'setClipboardData',
  'vibrateShort',
  'pageScrollTo',
  'previewImage',
  'openLocation',
  'openPrivacyContract',
  'requirePrivacyAuthorize',
  'updateShareMenu',
  'checkSession',
  'saveImageToPhotosAlbum',
  'setInnerAudioOption',
  'setKeepScreenOn',
  'hideKeyboard',
  'setPageStyle',
  'openAppAuthorizeSetting',
]

/** What a phone answers that lacks nothing and refuses nothing. */
export function usualAnswers(options: PhoneOptions, host: Host, around: Around): Usual {
  const storage = new Map<string, unknown>(Object.entries(options.storage ?? {}))
  const toasts: string[] = []
  const { pages, wx } = around
  const files = createFiles(options.files ?? {}, options.fileLimit ?? 200 * MB, host)
  const fire = (name: string, told?: object) => wx().fire(name, told)
  let online: boolean | undefined
  host.watch?.((now) => {
    // The first word is how it is from the start.
    const changed = online !== undefined && now !== online
    online = now
    if (changed) fire('onNetworkStatusChange', { isConnected: now, networkType: now ? 'wifi' : 'none' })
  })
  const gate = createGate({
    scopes: { ...options.scopes },
    privacy: options.privacy ?? 'agreed',
    faults: around.faults,
    ownSheet: () => wx().outcomeOf('requirePrivacyAuthorize'),
  })

  const route =
    (name: string, how: Way): Answering =>
    (given) => {
      const option = given as Option
      const wrong = pages().open(String(option['url']), how)
      settle(name, option, wrong === null ? { success: {} } : { fail: `${name}:fail ${wrong}` })
    }
  const onPage =
    (name: string, work: (option: Option) => void): Answering =>
    (given) => {
      const option = (given ?? {}) as Option
      work(option)
      settle(name, option, { success: {} })
    }
  const settings = (name: string): Answering => ok(name, { authSetting: gate.scopes, subscriptionsSetting: {} })

  const answers: Record<string, Answering> = {
    ...device(options),
    ...storageAnswers(storage, options.storageLimit ?? 10 * MB),
    ...network(host, files, () => online !== false),
    ...files.answers,
    login: ok('login', { code: 'login-code' }),
    getFileSystemManager: () => wx().manager('FileSystemManager'),
    getRecorderManager: () => wx().manager('RecorderManager'),
    getUpdateManager: () => wx().manager('UpdateManager'),
    createInnerAudioContext: () => wx().manager('InnerAudioContext'),
    createMapContext: () => wx().manager('MapContext'),
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
    switchTab: route('switchTab', 'tab'),
    navigateBack: onPage('navigateBack', ({ delta }) => pages().back(Number(delta ?? 1))),
    setNavigationBarTitle: onPage('setNavigationBarTitle', ({ title }) => pages().title(String(title))),
    setNavigationBarColor: onPage('setNavigationBarColor', ({ frontColor, backgroundColor }) =>
      pages().colours(String(frontColor), String(backgroundColor)),
    ),
    hideShareMenu: onPage('hideShareMenu', () => pages().menu(false)),
    showShareMenu: onPage('showShareMenu', () => pages().menu(true)),
    showToast: onPage('showToast', ({ title }) => {
      toasts.push(String(title))
      pages().toast(String(title))
    }),
    showModal: ok('showModal', { confirm: true, cancel: false }),
    showActionSheet: ok('showActionSheet', { tapIndex: 0 }),
    chooseMedia: ok('chooseMedia', {
      type: 'image',
      tempFiles: [{ tempFilePath: 'wxfile://tmp/photo.jpg', size: 1000, fileType: 'image' }],
    }),
    compressImage: (given) => {
      const option = given as Option
      settle('compressImage', option, { success: { tempFilePath: option['src'] } })
    },
    canvasToTempFilePath: (given) => {
      const option = given as Option & { canvas?: { toDataURL(): string } }
      const tempFilePath = files.temporary('png', option.canvas?.toDataURL().split(',')[1] ?? '')
      settle('canvasToTempFilePath', option, { success: { tempFilePath } })
    },
    chooseLocation: ok('chooseLocation', { name: '', address: '', latitude: 0, longitude: 0 }),
    getLocation: ok('getLocation', { latitude: 0, longitude: 0, accuracy: 30, speed: 0, altitude: 0 }),
    scanCode: ok('scanCode', { result: '', scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' }),
    getSetting: settings('getSetting'),
    openSetting: settings('openSetting'),
    authorize: (given) => {
      const option = given as Option
      const scope = String(option['scope'])
      const refused = gate.scopes[scope] === false
      if (!refused) gate.scopes[scope] = true
      settle('authorize', option, refused ? { fail: 'authorize:fail auth deny' } : { success: {} })
    },
    requestSubscribeMessage: (given) => {
      const option = given as Option
      const ids = option['tmplIds'] as string[]
      settle('requestSubscribeMessage', option, { success: Object.fromEntries(ids.map((id) => [id, 'accept'])) })
    },
    getPrivacySetting: (given) =>
      settle('getPrivacySetting', given as Option, {
        success: { needAuthorization: gate.privacy === 'unasked', privacyContractName: '《用户隐私保护指引》' },
      }),
    onNeedPrivacyAuthorization: (listener) => gate.shows(listener as Parameters<Permissions['shows']>[0]),
    'MapContext.getCenterLocation': ok('getCenterLocation', { longitude: 0, latitude: 0 }),
    'MapContext.moveToLocation': ok('moveToLocation'),
    'MapContext.includePoints': ok('includePoints'),
  }
  for (const name of DONE) answers[name] = ok(name)

  // What settings say from now on, when somebody has been there.
  const wentToSettings: Acting = (outcome, given) => {
    if (outcome && 'success' in outcome) Object.assign(gate.scopes, outcome.success['authSetting'])
    if (outcome) settle('openSetting', given as Option, outcome)
    else answers['openSetting']?.(given)
  }
  return {
    answers,
    acting: { ...recorder(fire), ...player(fire), openSetting: wentToSettings },
    gate,
    storage,
    files: files.stored,
    picture: (path) => {
      const found = files.source(path)
      if (!found) return Promise.reject(new Error(`${path} is gone`))
      return found.base64 === undefined
        ? host.picture(found.filePath)
        : Promise.resolve(`data:image/jpeg;base64,${found.base64}`)
    },
    toasts,
  }
}
