import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, degrees, instantFrom, phoneFrom, tidy } from './values.ts'

const CHINA = 480
const at = (text: string, from1904 = false) => {
  const instant = instantFrom(text, CHINA, from1904)
  return instant === null ? null : new Date(instant).toISOString()
}

test('times are read however people and programs write them, in the city’s time', () => {
  for (const text of [
    '2024-03-01 09:05:00',
    '2024/3/1 9:05',
    '2024年3月1日 9时05分',
    '2024年3月1日9时5分0秒',
    '２０２４－０３－０１ ０９：０５',
    '2024.03.01 09:05',
    '20240301090500',
    '20240301 09:05:00',
    '2024-03-01T09:05:00',
    '2024-03-01T01:05:00Z',
    '2024-03-01T09:05:00+08:00',
    '2024-03-01 上午 9:05',
  ])
    expect(at(text), text).toBe('2024-03-01T01:05:00.000Z')
  expect(at('2024-03-01 下午 3:00')).toBe('2024-03-01T07:00:00.000Z')
  expect(at('2024-03-01')).toBe('2024-02-29T16:00:00.000Z')
})

test('Excel’s days are days, to the second, in both of its calendars', () => {
  expect(at('45352')).toBe('2024-02-29T16:00:00.000Z')
  expect(at('45352.378472222219')).toBe('2024-03-01T01:05:00.000Z')
  expect(at('43890.5', true)).toBe('2024-03-01T04:00:00.000Z')
})

test('what is no time is none: the thirtieth of February, the 25th hour, a phone number, words', () => {
  for (const text of ['2024-02-30', '2024-03-01 25:00', '2024-13-01', '13812345678', '昨天上午', '', '1', '2024'])
    expect(at(text), text).toBeNull()
})

test('full-width digits and letters become plain, the text’s own punctuation stays', () => {
  expect(tidy('　３号楼Ａ座，路灯不亮！ ')).toBe('3号楼A座，路灯不亮！')
})

test('points and numbers are read or refused, never guessed', () => {
  expect([degrees('121.1234'), degrees('１２１．５'), degrees('东经121'), degrees('')]).toEqual([
    121.1234,
    121.5,
    null,
    null,
  ])
  expect([
    phoneFrom('199 0000 0001'),
    phoneFrom('１９９０００００００１'),
    phoneFrom('19900000001.0'),
    phoneFrom('199****0001'),
    phoneFrom('无'),
  ]).toEqual(['19900000001', '19900000001', '19900000001', null, null])
})

test('a text is cut between characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
      const short = cut(text, length)
      expect(short.length).toBeLessThanOrEqual(length)
      expect(text.startsWith(short)).toBe(true)
      expect(short.isWellFormed()).toBe(true)
    }),
  )
})
