/** What the phone itself does: files, a recorder, the network, settings, privacy terms, sharing, and its end. */
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createNetwork, type Outcome } from '../src/index.ts'
import { tiny, type TinyPage } from './tiny.ts'

/** A page whose onLoad does this, and shows what `show` was given. */
const doing = (work: string, wxml = '', methods = ''): Record<string, TinyPage> => ({
  'home/index': {
    wxml: `${wxml}<text>{{said}}</text>`,
    page: `{ data: { said: '' }, show(x) { this.setData({ said: this.data.said + ' ' + (typeof x === 'string' ? x : JSON.stringify(x)) }) }, onLoad() { const show = (x) => this.show(x); ${work} }, ${methods} }`,
  },
})
const photo = (n = 1): Outcome => ({
  success: { type: 'image', tempFiles: [{ tempFilePath: `wxfile://tmp/${n}.jpg`, size: 500, fileType: 'image' }] },
})

describe('files', () => {
  const saving = doing(
    `wx.chooseMedia({}).then(({ tempFiles: [file] }) => wx.getFileSystemManager().saveFile({
       tempFilePath: file.tempFilePath,
       success({ savedFilePath }) { wx.setStorageSync('path', savedFilePath); show('saved ' + savedFilePath) },
       fail: (e) => show(e.errMsg),
     }))`,
  )
  test('a saved file stays when the program is killed; a temporary one is gone', async () => {
    const phone = await tiny(saving, { answers: { chooseMedia: photo() } })
    await phone.until(() => phone.text().includes('saved wxfile://store_1.jpg'), 'that it is saved')
    phone.kill()
    const again = await tiny(
      doing(
        `const fs = wx.getFileSystemManager(); show(fs.statSync(wx.getStorageSync('path')).size);
         fs.access({ path: 'wxfile://tmp/1.jpg', fail: (e) => show(e.errMsg) })`,
      ),
      phone.kept(),
    )
    await again.until(() => /500 access:fail no such file/.test(again.text()), 'the one, and not the other')
    expect(again.state().faults).toEqual([])
  })
  test('it is sent from where it was saved, after the program was killed, too', async () => {
    const phone = await tiny(saving, { answers: { chooseMedia: photo() } })
    await phone.until(() => phone.text().includes('saved'), 'that it is saved')
    phone.kill()
    const file = fileURLToPath(import.meta.url)
    const network = createNetwork({ to: {}, files: { 'wxfile://tmp/1.jpg': file } })
    const sent: string[] = []
    network.upload = async (said) => {
      sent.push(said.filePath)
      return { statusCode: 200, data: '{}', header: {} }
    }
    const upload = (path: string) =>
      `wx.uploadFile({ url: 'https://a.example/files', name: 'file', filePath: ${path}, success: () => show('sent'), fail: (e) => show(e.errMsg) });`
    const again = await tiny(
      doing(upload(`wx.getStorageSync('path')`) + upload(`'wxfile://tmp/1.jpg'`)),
      phone.kept(),
      network,
    )
    await again.until(() => again.text().includes('sent') && again.text().includes('file not found'), 'both ends')
    expect(sent).toEqual(['wxfile://tmp/1.jpg'])
  })
  test('a phone that is full says so in WeChat’s words, and keeps what it had', async () => {
    const phone = await tiny(saving, { answers: { chooseMedia: photo() }, fileLimit: 400 })
    await phone.until(() => phone.text().includes('the maximum size of the file storage limit is exceeded'), 'why')
    const full = await tiny(doing(`try { wx.setStorageSync('b', 'x'.repeat(99)) } catch (e) { show(e.message) }`), {
      storage: { a: 'y'.repeat(50) },
      storageLimit: 120,
    })
    await full.until(() => full.text().includes('exceed storage max size'), 'why')
    expect(full.state().storage).toEqual({ a: 'y'.repeat(50) })
  })
  test('what is written is read again, and lies nowhere but in the program’s own folder', async () => {
    const phone = await tiny(
      doing(
        `const fs = wx.getFileSystemManager(); const path = wx.env.USER_DATA_PATH + '/note.txt';
         fs.writeFileSync(path, '路灯', 'utf8'); fs.appendFileSync(path, '不亮', 'utf8');
         fs.readFile({ filePath: path, encoding: 'utf8', success: ({ data }) => show(data) });
         try { fs.writeFileSync('/etc/x', '1', 'utf8') } catch (e) { show(e.message) }
         show(fs.readdirSync(wx.env.USER_DATA_PATH)); fs.unlinkSync(path); show(fs.readdirSync(wx.env.USER_DATA_PATH))`,
      ),
    )
    await phone.until(() => phone.text().includes('路灯不亮'), 'what was written')
    expect(phone.text()).toMatch(/permission denied.*\["note.txt"\] \[\]/)
  })
})

describe('the recorder', () => {
  const recording = doing(
    `const r = wx.getRecorderManager(); this.r = r;
     r.onStart(() => show('started')); r.onStop((x) => show(x.tempFilePath + ' ' + x.duration)); r.onError((e) => show(e.errMsg));
     r.start({ duration: 60000, format: 'mp3' })`,
    '<button bindtap="end">end</button>',
    'end() { this.r.stop() }',
  )
  test('tells that it has started and, stopped by a tap, what it recorded', async () => {
    const phone = await tiny(recording, {
      answers: { 'RecorderManager.stop': { success: { tempFilePath: 'wxfile://tmp/v.mp3', duration: 2100 } } },
    })
    await phone.until(() => phone.text().includes('started'), 'the start')
    phone.tap(phone.find('button', 'end'))
    await phone.until(() => phone.text().includes('wxfile://tmp/v.mp3 2100'), 'the recording')
    expect(phone.state().faults).toEqual([])
  })
  test('a microphone that is forbidden in settings is an error; allowed there, it records', async () => {
    const phone = await tiny(recording, { scopes: { 'scope.record': false } })
    await phone.until(() => phone.text().includes('start:fail auth deny'), 'the error')
    phone.tap(phone.find('button', 'end'))
    await phone.until(() => phone.text().includes('recorder not start'), 'that there is nothing to stop')
  })
  test('a call interrupts it', async () => {
    const phone = await tiny(doing(`wx.getRecorderManager().onInterruptionBegin(() => show('interrupted'))`))
    phone.fire('RecorderManager.onInterruptionBegin')
    await phone.until(() => phone.text().includes('interrupted'), 'the interruption')
  })
})

test('the network that goes and comes is told to whoever listens, and to whoever asks', async () => {
  const network = createNetwork({ to: {} })
  const phone = await tiny(
    doing(
      `wx.onNetworkStatusChange((x) => { show(x); wx.getNetworkType().then(({ networkType }) => show('asked ' + networkType)) })`,
    ),
    {},
    network,
  )
  network.online = false
  await phone.until(() => phone.text().includes('asked none'), 'that it is gone')
  network.online = true
  await phone.until(() => phone.text().includes('asked wifi'), 'that it is back')
  expect(phone.text()).toMatch(/"isConnected":false.*"isConnected":true/)
})

test('a program that starts without a network is told so when it asks', async () => {
  const network = createNetwork({ to: {} })
  network.online = false
  const phone = await tiny(doing(`wx.getNetworkType().then(({ networkType }) => show(networkType))`), {}, network)
  await phone.until(() => phone.text().includes('none'), 'that there is none')
})

describe('settings and privacy', () => {
  test('what is forbidden is refused until settings allow it', async () => {
    const locate = `wx.getLocation({ type: 'gcj02' }).then(() => show('located'), (e) => show(e.errMsg))`
    const phone = await tiny(
      doing(
        locate,
        '<button bindtap="settings">settings</button>',
        `settings() { wx.openSetting().then(({ authSetting }) => { this.show(authSetting); this.onLoad() }) }`,
      ),
      { scopes: { 'scope.userLocation': false } },
    )
    await phone.until(() => phone.text().includes('getLocation:fail auth deny'), 'that it is refused')
    phone.answer('openSetting', { success: { authSetting: { 'scope.userLocation': true } } })
    phone.tap(phone.find('button', 'settings'))
    await phone.until(() => phone.text().includes('located'), 'that it is allowed')
  })

  const asking = doing(
    `wx.onNeedPrivacyAuthorization((resolve, about) => { this.resolve = resolve; show('asked for ' + about.referrer) });
     wx.getPrivacySetting({}).then(({ needAuthorization }) => show('needed ' + needAuthorization));
     wx.chooseMedia({}).then(() => show('chosen'), (e) => show(e.errMsg))`,
    '<button id="yes" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="yes">yes</button><button bindtap="no">no</button>',
    `yes() { this.resolve({ event: 'agree', buttonId: 'yes' }) }, no() { this.resolve({ event: 'disagree' }) }`,
  )
  test('the first private call waits for the terms, and goes on when they are agreed to by the button', async () => {
    const phone = await tiny(asking, { privacy: 'unasked', answers: { chooseMedia: photo() } })
    await phone.until(() => /asked for chooseMedia.*needed true/.test(phone.text()), 'the terms')
    phone.tap(phone.find('button', 'yes'))
    await phone.until(() => phone.text().includes('chosen'), 'the photo')
    expect(phone.state().faults).toEqual([])
    expect(phone.kept().privacy).toBe('agreed')
  })
  test('it fails when they are not, and agreeing without a tap on the button is a fault', async () => {
    const phone = await tiny(asking, { privacy: 'unasked' })
    await phone.until(() => phone.text().includes('asked for'), 'the terms')
    phone.tap(phone.find('button', 'no'))
    await phone.until(() => phone.text().includes('chooseMedia:fail privacy permission is not authorized'), 'the end')
    const cheating = await tiny(
      doing(
        `wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'agree', buttonId: 'x' })); wx.chooseMedia({}).then(() => show('chosen'))`,
      ),
      { privacy: 'unasked' },
    )
    await cheating.until(() => cheating.text().includes('chosen'), 'the photo')
    expect(cheating.state().faults).toEqual(['privacy was agreed to without a tap on the button «x»'])
  })
})

describe('sharing', () => {
  const sharing = doing(
    '',
    '<button open-type="share" data-n="5">send</button>',
    `onShareAppMessage({ from, target }) { return from === 'button' ? { title: 'by button ' + target.dataset.n, path: '/home/index?by=button' } : { title: 'by menu' } }`,
  )
  test('the menu and a button give a card; what the page does not say is WeChat’s', async () => {
    const phone = await tiny(sharing, { path: 'home/index?a=1' })
    expect(phone.share()).toEqual({ title: 'by menu', path: 'home/index?a=1' })
    phone.tap(phone.find('button', 'send'))
    expect(phone.state().shared[1]).toEqual({ title: 'by button 5', path: '/home/index?by=button' })
  })
  test('a page without a word for it, and one that hides its menu, cannot be shared', async () => {
    expect((await tiny(doing(''))).share()).toBeNull()
    const hidden = await tiny(doing('wx.hideShareMenu()', '', 'onShareAppMessage() { return {} }'))
    expect(hidden.share()).toBeNull()
  })
})

test('markers of a map are buttons with a name, and a marker without a number is a fault', async () => {
  const markers = `[{ id: 1, longitude: 120.1, latitude: 30.1, title: '路灯' }, { id: 'x', longitude: 120.2, latitude: 30.1, title: '井盖' }]`
  const phone = await tiny(
    doing(
      `this.setData({ markers: ${markers} })`,
      '<map aria-label="附近" longitude="{{120.1}}" latitude="{{30.1}}" markers="{{markers}}" bindmarkertap="on" bindregionchange="on" />',
      'on(event) { this.show(event.type + JSON.stringify(event.detail)) }',
    ),
  )
  await phone.until(() => phone.has('button', '路灯'), 'the marker')
  phone.tap(phone.find('button', '路灯'))
  await phone.until(() => phone.text().includes('markertap{"markerId":1}'), 'the tap')
  phone.moveMap({ longitude: 120.3, latitude: 30.3 })
  await phone.until(() => phone.text().includes('"centerLocation":{"longitude":120.3'), 'where it is looked at')
  expect(phone.state().faults).toEqual(['a marker’s id is a number, and not "x"'])
})
