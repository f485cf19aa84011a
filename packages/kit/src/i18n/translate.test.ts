import { describe, expect, expectTypeOf, it } from 'vitest'
import { createTranslate, fill, localText, wordFor, type Words } from './translate.ts'

const source = { 'a.plain': '好', 'a.slots': '{when}前由{who}联系您' } as const
const en: Words<typeof source> = { 'a.plain': 'Good', 'a.slots': '{who} will call you by {when}' }

describe('translate', () => {
  it('fills slots in the order of the language', () => {
    expect(createTranslate<typeof source>(source)('a.slots', { when: '周三17:00', who: '住建局' })).toBe(
      '周三17:00前由住建局联系您',
    )
    expect(createTranslate<typeof source>(en)('a.slots', { when: 'Wed 17:00', who: 'Housing' })).toBe(
      'Housing will call you by Wed 17:00',
    )
  })
  it('leaves a slot without a value standing', () => expect(fill('第{n}位', {})).toBe('第{n}位'))
  it('does not fill from the values a second time', () => expect(fill('{a}', { a: '{b}', b: 'x' })).toBe('{b}'))
  it('asks for the slots at compile time', () => {
    const t = createTranslate<typeof source>(source)
    expectTypeOf(t<'a.plain'>).parameters.toEqualTypeOf<['a.plain']>()
    expectTypeOf(t<'a.slots'>).parameters.toEqualTypeOf<
      ['a.slots', { readonly when: string | number; readonly who: string | number }]
    >()
  })
})

describe('words of data', () => {
  it('a city text falls back to zh-CN', () => {
    expect(localText({ 'zh-CN': '路灯' }, 'en')).toBe('路灯')
    expect(localText({ 'zh-CN': '路灯', en: 'Street light' }, 'en')).toBe('Street light')
    expect(localText(null, 'en')).toBe('')
  })
  it('a value that a newer server sends shows as itself', () => {
    expect(wordFor({ 'kind.help': '求助' }, 'kind', 'help')).toBe('求助')
    expect(wordFor({ 'kind.help': '求助' }, 'kind', 'tease')).toBe('tease')
  })
})
