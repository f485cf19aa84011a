/** The stack of pages, the bar at the foot, and what a finger does to a whole page. */
import { describe, expect, test } from 'vitest'
import { tiny } from './tiny.ts'

/** Remembers its life. */
const LIVING = `{ data: { log: '', n: 0 }, note(x) { this.setData({ log: this.data.log + ' ' + x }) },
  onLoad() { this.note('load') }, onShow() { this.note('show') }, onHide() { this.note('hide') },
  onTabItemTap({ text }) { this.note('tab-' + text) }, onPullDownRefresh() { this.note('pulled') } }`
const page = (name: string, wxml = '') => ({ wxml: `${wxml}<text>${name}:{{log}}</text>`, page: LIVING })
const TABS = { list: ['a', 'b'].map((name) => ({ pagePath: `${name}/index`, text: name.toUpperCase() })) }

describe('a bar at the foot', () => {
  const pages = {
    'a/index': page('a', '<navigator url="/c/index">to c</navigator>'),
    'b/index': page('b'),
    'c/index': page('c'),
  }
  test('leads from tab to tab; each stays as it was, and the one that is shown is selected', async () => {
    const phone = await tiny(pages, { app: { tabBar: TABS } })
    const tabs = () => [...phone.document.querySelectorAll('[role=tab]')] as HTMLElement[]
    expect(tabs().map((tab) => tab.getAttribute('aria-selected'))).toEqual(['true', 'false'])
    tabs()[1]?.click()
    await phone.until(() => phone.text().includes('b: load show tab-B'), 'the other')
    tabs()[0]?.click()
    await phone.until(() => phone.text().includes('a: load show hide show tab-A'), 'the first, as it was')
    expect(phone.state().pages).toHaveLength(1)
  })
  test('a page of it is switched to, never laid over another; others have no bar', async () => {
    const phone = await tiny(pages, { app: { tabBar: TABS } })
    expect(phone.open('/b/index')).toBe('can not push a tabbar page')
    phone.tap(phone.find('link', 'to c'))
    await phone.until(() => phone.text().includes('c: load'), 'a page over it')
    expect(phone.document.querySelector('[role=tablist]')).toBeNull()
    phone.back()
    expect(phone.document.querySelector('[role=tablist]')).not.toBeNull()
  })
})

test('a navigator replaces, relaunches and goes back, too', async () => {
  const phone = await tiny({
    'a/index': page('a', '<navigator url="/b/index">on</navigator>'),
    'b/index': page('b', '<navigator url="/c/index" open-type="redirect">instead</navigator>'),
    'c/index': page(
      'c',
      '<navigator open-type="navigateBack">back</navigator><navigator url="/b/index" open-type="reLaunch">anew</navigator>',
    ),
  })
  const paths = () => phone.state().pages.map(({ path }) => path)
  phone.tap(phone.find('link', 'on'))
  phone.tap(phone.find('link', 'instead'))
  expect(paths()).toEqual(['a/index', 'c/index'])
  phone.tap(phone.find('link', 'anew'))
  expect(paths()).toEqual(['b/index'])
  phone.open('/c/index')
  phone.tap(phone.find('link', 'back'))
  expect(paths()).toEqual(['b/index'])
})

test('a page is pulled down where its settings let it, and nowhere else', async () => {
  const phone = await tiny({ 'a/index': { ...page('a'), json: { enablePullDownRefresh: true } }, 'b/index': page('b') })
  phone.pull()
  await phone.until(() => phone.text().includes('pulled'), 'the pull')
  phone.open('/b/index')
  expect(() => phone.pull()).toThrow('b/index does not enable pulling down')
})

test('the program that goes to the background and comes back tells its page, its app and whoever listens', async () => {
  const phone = await tiny({
    'a/index': {
      ...page('a'),
      page: LIVING.replace(
        `onLoad() {`,
        `onLoad() { wx.onAppHide(() => this.note('app-hide')); wx.onAppShow(() => this.note('app-show'));`,
      ),
    },
  })
  phone.hide()
  phone.show()
  await phone.until(() => phone.text().includes('load show hide app-hide app-show show'), 'its life')
})
