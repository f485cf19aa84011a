import { describe, expect, test } from 'vitest'
import { tiny } from './tiny.ts'

/** A page that remembers every event it is told of, and shows the last one. */
const LISTENING = `{
  data: { last: '' },
  on(event) { this.setData({ last: event.type + ' ' + JSON.stringify(event.detail) + ' ' + (event.currentTarget.dataset.n || '') }) },
  onPullDownRefresh() { this.setData({ last: 'pulled' }) },
  onReachBottom() { this.setData({ last: 'bottom' }) },
}`
const listening = async (wxml: string) =>
  tiny({ 'home/index': { wxml: `${wxml}<text>last: {{last}}</text>`, page: LISTENING } })

describe('builtins', () => {
  test('a tap tells who was tapped', async () => {
    const phone = await listening('<view aria-role="button" bindtap="on" data-n="7">here</view>')
    phone.tap(phone.find('button', 'here'))
    await phone.until(() => /last: tap .* 7/.test(phone.text()), 'the tap')
  })
  test('a button that is off tells nothing', async () => {
    const phone = await listening(
      '<button disabled="{{true}}" bindtap="on">off</button><button bindtap="on">on</button>',
    )
    phone.tap(phone.find('button', 'off'))
    expect(phone.find('button', 'off').getAttribute('aria-disabled')).toBe('true')
    phone.tap(phone.find('button', 'on'))
    await phone.until(() => phone.text().includes('last: tap'), 'the tap of the other')
  })
  test('input and textarea tell what is typed', async () => {
    const phone = await listening(
      '<input aria-label="one" bindinput="on" /><textarea aria-label="many" bindinput="on" />',
    )
    phone.type('one', '路灯')
    await phone.until(() => phone.text().includes('"value":"路灯"'), 'the input')
    phone.type('many', '不亮')
    await phone.until(() => phone.text().includes('"value":"不亮"'), 'the textarea')
  })
  test('a form gathers its fields by name', async () => {
    const phone = await listening(
      '<form bindsubmit="on"><input name="a" aria-label="a" /><button form-type="submit">send</button></form>',
    )
    phone.type('a', '1')
    phone.tap(phone.find('button', 'send'))
    await phone.until(() => phone.text().includes('submit {"value":{"a":"1"}}'), 'the form')
  })
  test('switch, radio and checkbox say what they are and tell what was chosen', async () => {
    const phone = await listening(
      `<switch aria-label="s" bindchange="on" />
       <radio-group bindchange="on"><radio value="x" aria-label="x" /><radio value="y" aria-label="y" /></radio-group>
       <checkbox-group bindchange="on"><checkbox value="p" aria-label="p" /><checkbox value="q" aria-label="q" /></checkbox-group>`,
    )
    phone.tap(phone.find('switch', 's'))
    await phone.until(() => phone.text().includes('change {"value":true}'), 'the switch')
    phone.tap(phone.find('radio', 'y'))
    await phone.until(() => phone.text().includes('change {"value":"y"}'), 'the radio')
    expect(['x', 'y'].map((name) => phone.find('radio', name).getAttribute('aria-checked'))).toEqual(['false', 'true'])
    for (const name of ['p', 'q']) phone.tap(phone.find('checkbox', name))
    await phone.until(() => phone.text().includes('change {"value":["p","q"]}'), 'the checkboxes')
  })
  test('picker and swiper tell what a finger chose', async () => {
    const phone = await listening(
      '<picker range="{{[1, 2]}}" bindchange="on" aria-label="which">which</picker><swiper bindchange="on"><swiper-item>a</swiper-item><swiper-item>b</swiper-item></swiper>',
    )
    phone.choose('wx-picker', 1)
    await phone.until(() => phone.text().includes('change {"value":1}'), 'the picker')
    phone.choose('wx-swiper', 1)
    await phone.until(() => phone.text().includes('"current":1'), 'the swiper')
  })
  test('an image tells that it came, or did not', async () => {
    const phone = await listening('<image src="https://a.example/a.png" bindload="on" binderror="on" />')
    // jsdom fetches no pictures: their ends are said.
    const end = (name: string) =>
      phone.document
        .querySelector('wx-image img')
        ?.dispatchEvent(new (phone.document.defaultView ?? window).Event(name))
    end('load')
    await phone.until(() => phone.text().includes('last: load {"width":0,"height":0}'), 'that it came')
    end('error')
    await phone.until(() => phone.text().includes('last: error'), 'the failure')
  })
  test('pulling down and the end of the page reach the page', async () => {
    const phone = await listening('<view />')
    phone.call('onPullDownRefresh')
    await phone.until(() => phone.text().includes('last: pulled'), 'the pull')
    phone.call('onReachBottom')
    await phone.until(() => phone.text().includes('last: bottom'), 'the end')
  })
  test('setData comes a moment later, as on a phone', async () => {
    const phone = await tiny({
      'home/index': {
        wxml: '<text>{{x}}</text>',
        page: `{ data: { x: 'old' }, onLoad() { this.setData({ x: 'new' }) } }`,
      },
    })
    expect(phone.text()).toContain('old')
    await phone.until(() => phone.text().includes('new'), 'what was set')
    expect(phone.state().setData).toEqual([{ page: 'home/index', bytes: 11 }])
  })
})

describe('pages', () => {
  const pages = {
    'home/index': {
      wxml: '<navigator url="/other/index?a=1">there</navigator><text>{{log}}</text>',
      page: `{ data: { log: '' }, onShow() { this.setData({ log: this.data.log + 'show ' }) }, onHide() { this.setData({ log: this.data.log + 'hide ' }) } }`,
    },
    'other/index': {
      wxml: '<text>other {{a}}</text>',
      page: `{ data: { a: 0 }, onLoad(query) { this.setData({ a: query.a }) } }`,
    },
  }
  test('a navigator leads to another page with its query, and back finds the first one as it was', async () => {
    const phone = await tiny(pages)
    phone.tap(phone.find('link', 'there'))
    await phone.until(() => phone.text().includes('other 1'), 'the other page')
    phone.back()
    await phone.until(() => phone.text().includes('show hide show'), 'the first one')
  })
  test('the eleventh page is refused, as WeChat refuses it, and so is one that is not there', async () => {
    const phone = await tiny(pages)
    const opened = Array.from({ length: 10 }, () => phone.open('/other/index'))
    expect(opened.filter((wrong) => wrong !== null)).toEqual(['webview count limit exceed'])
    expect(phone.state().pages).toHaveLength(10)
    expect(phone.open('/nowhere/index')).toMatch(/not found/)
  })
})
