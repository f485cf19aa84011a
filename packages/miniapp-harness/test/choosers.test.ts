/** What is chosen in WeChat's own layers, gathered by forms, drawn, and scrolled. */
import { describe, expect, test } from 'vitest'
import { tiny } from './tiny.ts'

/** A page that shows every event it is told of. */
const LISTENING = `{
  data: { last: '', days: ['一', '二'], two: [['a', 'b'], ['c']] },
  on(event) { this.setData({ last: this.data.last + ' ' + event.type + JSON.stringify(event.detail) }) },
}`
const listening = (wxml: string) =>
  tiny({ 'home/index': { wxml: `${wxml}<text>last:{{last}}</text>`, page: LISTENING } })

describe('pickers', () => {
  test('one of a list, of several columns, a day, a time and a region', async () => {
    const phone = await listening('<picker range="{{days}}" bindchange="on" aria-label="p">p</picker>')
    phone.choose('wx-picker', 1)
    await phone.until(() => phone.text().includes('change{"value":1}'), 'the choice')
    expect(() => phone.choose('wx-picker', 2)).toThrow('is chosen by its index')

    const many = await listening(
      '<picker mode="multiSelector" range="{{two}}" bindchange="on" aria-label="p">p</picker>',
    )
    many.choose('wx-picker', [1, 0])
    await many.until(() => many.text().includes('"value":[1,0]'), 'the choices')
    expect(() => many.choose('wx-picker', [0, 1])).toThrow('each column')

    const day = await listening(
      '<picker mode="date" start="2026-01-01" end="2026-01-31" bindchange="on" aria-label="p">p</picker>',
    )
    day.choose('wx-picker', '2026-01-05')
    await day.until(() => day.text().includes('"value":"2026-01-05"'), 'the day')
    expect(() => day.choose('wx-picker', '2026-02-01')).toThrow('not between')
    expect(() => day.choose('wx-picker', '5 January')).toThrow('is not written')

    const time = await listening('<picker mode="time" bindchange="on" aria-label="p">p</picker>')
    time.choose('wx-picker', '17:30')
    await time.until(() => time.text().includes('"value":"17:30"'), 'the time')

    const region = await listening('<picker mode="region" bindchange="on" aria-label="p">p</picker>')
    region.choose('wx-picker', ['海棠市', '东区'])
    await region.until(() => region.text().includes('"value":["海棠市","东区"]'), 'the region')
  })
  test('columns within the page, and a slider that says where it stands', async () => {
    const phone = await listening(
      `<picker-view bindchange="on"><picker-view-column><view>a</view></picker-view-column></picker-view>
       <slider aria-label="much" min="1" max="5" value="2" bindchange="on" />`,
    )
    phone.choose('wx-picker-view', [0])
    await phone.until(() => phone.text().includes('change{"value":[0]}'), 'the columns')
    expect(() => phone.choose('wx-picker-view', [0, 1])).toThrow('1 columns')
    phone.choose('wx-slider', 4)
    await phone.until(() => phone.text().includes('change{"value":4}'), 'the slider')
    const slider = phone.find('slider', 'much')
    expect(['now', 'min', 'max'].map((name) => slider.getAttribute(`aria-value${name}`))).toEqual(['4', '1', '5'])
    expect(() => phone.choose('wx-slider', 6)).toThrow('does not reach')
  })
})

test('a swiper shows the one that was swiped to, and no other', async () => {
  const phone = await listening(
    '<swiper bindchange="on"><swiper-item>first</swiper-item><swiper-item>second</swiper-item></swiper>',
  )
  phone.choose('wx-swiper', 1)
  await phone.until(() => phone.text().includes('"current":1'), 'the change')
  const hidden = [...phone.document.querySelectorAll<HTMLElement>('wx-swiper-item')].map((item) => item.hidden)
  expect(hidden).toEqual([true, false])
  expect(() => phone.choose('wx-swiper', 2)).toThrow('has no item')
})

test('a form gathers every kind of field, and its labels are tapped for them', async () => {
  const phone = await listening(
    `<form bindsubmit="on" bindreset="on"><textarea name="text" aria-label="text" /><switch name="on" aria-label="s" />
     <radio-group name="one"><label><radio value="x" aria-label="x" /><text aria-role="link" aria-label="the x">x</text></label><radio value="y" aria-label="y" /></radio-group>
     <checkbox-group name="some"><checkbox value="p" aria-label="p" /><checkbox value="q" aria-label="q" /></checkbox-group>
     <slider name="much" aria-label="much" value="3" /><picker name="day" range="{{days}}" aria-label="day">day</picker>
     <button form-type="submit">send</button><button form-type="reset">clear</button></form>`,
  )
  phone.type('text', '路灯')
  phone.tap(phone.find('switch', 's'))
  phone.tap(phone.find('link', 'the x'))
  for (const name of ['p', 'q']) phone.tap(phone.find('checkbox', name))
  phone.choose('wx-picker', 1)
  phone.tap(phone.find('button', 'send'))
  await phone.until(() => phone.text().includes('submit'), 'the form')
  expect(phone.text()).toContain('{"value":{"text":"路灯","on":true,"one":"x","some":["p","q"],"much":3,"day":1}}')
  phone.tap(phone.find('button', 'clear'))
  await phone.until(() => phone.text().includes('reset'), 'that it is cleared')
  expect(phone.document.querySelector('textarea')?.value).toBe('')
})

test('a scroll-view tells that its end is reached', async () => {
  const phone = await listening(
    '<scroll-view scroll-y lower-threshold="{{80}}" bindscrolltolower="on"><view /></scroll-view>',
  )
  phone.reachEnd('wx-scroll-view')
  await phone.until(() => phone.text().includes('scrolltolower{"direction":"bottom"}'), 'the end')
})

test('a canvas is found, drawn on, and becomes a file that can be sent', async () => {
  const phone = await tiny({
    'home/index': {
      wxml: '<canvas type="2d" id="card" /><text>{{said}}</text>',
      page: `{ data: { said: '' }, onReady() {
        wx.createSelectorQuery().select('#card').fields({ node: true, size: true }).exec(([{ node, width }]) => {
          node.width = 300; const context = node.getContext('2d'); context.fillStyle = '#fff'; context.fillRect(0, 0, 10, 10)
          wx.canvasToTempFilePath({ canvas: node }).then(({ tempFilePath }) => this.setData({ said: tempFilePath + ' ' + width + ' ' + node.width + ' ' + context.measureText('四个字吗').width }))
        })
      } }`,
    },
  })
  await phone.until(() => phone.text().includes('wxfile://tmp/made-1.png 0 300 40'), 'the picture')
  expect(phone.state().faults).toEqual([])
})

test('page-meta dresses the page around it', async () => {
  const phone = await listening('<page-meta page-style="overflow: hidden" background-color="rgb(1, 2, 3)" />')
  await phone.until(
    () => phone.document.querySelector<HTMLElement>('wx-page')?.style.overflow === 'hidden',
    'the style',
  )
  expect(phone.document.querySelector<HTMLElement>('wx-page')?.style.backgroundColor).toBe('rgb(1, 2, 3)')
})

describe('buttons that ask WeChat', () => {
  test('the number, the settings and the service are answered by events', async () => {
    const phone = await listening(
      `<button open-type="getPhoneNumber" bindgetphonenumber="on">number</button>
       <button open-type="openSetting" bindopensetting="on">settings</button>
       <button open-type="contact" bindcontact="on">service</button>`,
    )
    phone.tap(phone.find('button', 'number'))
    await phone.until(() => phone.text().includes('getPhoneNumber:fail user deny'), 'that none was given')
    phone.answer('openSetting', { success: { authSetting: { 'scope.record': true } } })
    phone.tap(phone.find('button', 'settings'))
    await phone.until(() => phone.text().includes('"scope.record":true'), 'the settings')
    expect(phone.kept().scopes).toEqual({ 'scope.record': true })
    phone.tap(phone.find('button', 'service'))
    await phone.until(() => phone.text().includes('enterContact:ok'), 'the service')
  })
})
