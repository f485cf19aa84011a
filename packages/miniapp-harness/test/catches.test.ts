import { describe, expect, test } from 'vitest'
import { tiny } from './tiny.ts'

/** What a phone finds wrong with a page whose onLoad does this. */
async function faultsOf(work: string): Promise<string[]> {
  const phone = await tiny({
    'home/index': { wxml: '<view>{{x}}</view>', page: `{ data: { x: 1 }, onLoad() { ${work} } }` },
  })
  return phone.state().faults
}

describe('the phone catches', () => {
  test('nothing in a program that does nothing wrong', async () => {
    expect(await faultsOf(`this.setData({ x: 2 }); wx.setStorageSync('a', 1)`)).toEqual([])
  })
  test('an AbortController that no mini-program has', async () => {
    expect((await faultsOf('new AbortController()')).join()).toMatch(/AbortController is not a constructor/)
  })
  test.each([
    ['localStorage', `localStorage.getItem('a')`],
    ['document', 'document.querySelector("a")'],
    ['fetch', `fetch('https://a.example')`],
    ['URL', `new URL('https://a.example')`],
    ['window', 'window.scrollTo(0, 0)'],
    ['globalThis', 'globalThis.fetch()'],
  ])('what only a browser has: %s', async (_, work) => {
    expect(await faultsOf(work)).toHaveLength(1)
  })
  test.each([
    [`wx.showToast({ title: 5 })`, 'wx.showToast: title may not be 5'],
    [`wx.showToast({ text: 'a' })`, 'wx.showToast has no option text'],
    [`wx.showToast({})`, 'wx.showToast needs the option title'],
    [`wx.showToast({ title: 'a', icon: 'sad' })`, 'wx.showToast: icon may not be "sad"'],
    [`wx.setStorageSync('a')`, 'wx.setStorageSync takes 2 arguments, and was given 1'],
    [`wx.setClipboardData('a')`, 'wx.setClipboardData takes an object, and was given string'],
    [`wx.notThere({})`, 'wx.notThere is not a function'],
    [`wx.openBluetoothAdapter({})`, 'wx.openBluetoothAdapter was called, and nothing answers it'],
  ])('%s', async (work, wrong) => {
    expect((await faultsOf(work)).join()).toContain(wrong)
  })
  test('a setData that is too large, and every one is weighed', async () => {
    const faults = await faultsOf(`this.setData({ x: 'a'.repeat(262144) })`)
    expect(faults.join()).toMatch(/setData of 262152 bytes on home\/index/)
  })
  test('an error in a page’s own method', async () => {
    expect((await faultsOf('null.a')).join()).toMatch(/TypeError/)
  })
  test('what can be tapped and has no role or no name', async () => {
    const page = '{ go() {} }'
    const told =
      '<view bindtap="go" aria-role="button" aria-label="x">a</view><button bindtap="go">b</button><view>c</view>'
    expect((await tiny({ 'home/index': { wxml: told, page } })).untold()).toEqual([])
    const dropped = '<view bindtap="go">a</view><button bindtap="go"></button><input value="" />'
    expect((await tiny({ 'home/index': { wxml: dropped, page } })).untold()).toHaveLength(3)
  })
  test('a template that WeChat would not read', async () => {
    await expect(tiny({ 'home/index': { wxml: '<view>{{ a. }}</view>' } })).rejects.toThrow('home/index.wxml')
  })
  test('a script that is none', async () => {
    await expect(tiny({ 'home/index': { wxml: '<view />', page: '{ ' } })).rejects.toThrow('home/index.js')
  })
})
