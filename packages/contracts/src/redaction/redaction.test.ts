import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersonal, redact, REDACTED, type PersonalKind } from './redaction.ts'

const kinds = (text: string, known?: string[]): PersonalKind[] => findPersonal(text, known).map(({ kind }) => kind)
const taken = (text: string, known?: string[]): string[] =>
  findPersonal(text, known).map(({ start, end }) => text.slice(start, end))

describe('what is found', () => {
  test.each([
    ['请打13800001111找我', 'phone', '13800001111'],
    ['电话+86 138-0000-1111', 'phone', '+86 138-0000-1111'],
    ['１３８００００１１１１', 'phone', '１３８００００１１１１'],
    ['幺三八零零零零幺幺幺幺', 'phone', '幺三八零零零零幺幺幺幺'],
    ['一三八 0000 一一一一。', 'phone', '一三八 0000 一一一一'],
    ['𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟏𝟏𝟏', 'phone', '𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟏𝟏𝟏'],
    ['1​3​8​0​0​0​0​1​1​1​1', 'phone', '1​3​8​0​0​0​0​1​1​1​1'],
    ['物业0512-53520000没人接', 'phone', '0512-53520000'],
    ['(021)62520000', 'phone', '021)62520000'],
    ['他的座机：53520000', 'phone', '53520000'],
    ['加我微信 123456', 'phone', '123456'],
    ['身份证320585199003077654', 'identityNumber', '320585199003077654'],
    ['32058519900307765x', 'identityNumber', '32058519900307765x'],
    ['320585 19900307 7654', 'identityNumber', '320585 19900307 7654'],
    ['老证320585900307765', 'identityNumber', '320585900307765'],
    ['卡号6222 0212 3456 7890 123', 'bankCard', '6222 0212 3456 7890 123'],
    ['4111111111111111', 'bankCard', '4111111111111111'],
    ['苏E12345乱停', 'plate', '苏E12345'],
    ['苏e·1a2b3', 'plate', '苏e·1a2b3'],
    ['新能源沪AD12345', 'plate', '沪AD12345'],
    ['苏E1234学', 'plate', '苏E1234学'],
  ] as const)('%s', (text, kind, part) => {
    expect([kinds(text), taken(text)]).toEqual([[kind], [part]])
  })

  test('several in one text are each found, in their order', () => {
    expect(kinds('苏E12345的车主13800001111，身份证320585199003077654')).toEqual(['plate', 'phone', 'identityNumber'])
  })
  test('an emoji before it moves nothing', () => {
    expect(taken('😀𠮷13800001111')).toEqual(['13800001111'])
  })
  test('names that are known are found, and a name of one character is not', () => {
    expect(taken('李明住在三楼，李明说的', ['李明'])).toEqual(['李明', '李明'])
    expect(kinds('李树倒了', ['李'])).toEqual([])
  })
})

describe('what is left alone', () => {
  test.each([
    '路灯坏了三天，从3月2日到3月5日',
    '请打12345或110',
    '客服电话4001234567',
    '拨打热线电话：12345',
    '编号20260302123456789012345',
    '欠款13800元，一共五个月',
    '2026-03-02 14:05 来电',
    '12号楼203室',
    '一九九八年建的小区，一共十二栋',
    '云南路和青年路口',
    '13.5米高，1380000平方米',
  ])('%s', (text) => expect(findPersonal(text)).toEqual([]))
})

const phone = fc.tuple(
  fc.constantFrom('13', '15', '18', '19'),
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
)
const gap = fc.constantFrom('', ' ', '-', ' - ', '·', '\u200b')
const writing = fc.constantFrom('0123456789', '０１２３４５６７８９', '零一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖')
const around = fc.string({ unit: fc.constantFrom(...Array.from('路灯坏了,。 ab𠮷😀\n')), maxLength: 20 })

test('a phone number is gone whatever stands around it and however it is written', () => {
  fc.assert(
    fc.property(phone, gap, writing, around, around, ([head, tail], between, digits, before, after) => {
      const written = Array.from(`${head}${tail.join('')}`)
        .map((digit) => digits.charAt(Number(digit)))
        .join(between)
      const text = redact(`${before}${written}${after}`)
      expect(text).toContain(REDACTED)
      expect(text).not.toContain(written)
    }),
    { seed: 20260302 },
  )
})

test('nothing is left in what is proposed, and proposing it again changes nothing', () => {
  const piece = fc.constantFrom(
    '13800001111',
    '苏E12345',
    '320585199003077654',
    '6222021234567890123',
    '李明',
    '灯',
    ' ',
    '1',
    '86',
    '0512',
    'X',
    '电话',
    '5352',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const once = redact(pieces.join(''), ['李明'])
      expect(findPersonal(once, ['李明'])).toEqual([])
      expect(redact(once, ['李明'])).toBe(once)
    }),
    { seed: 20260302, numRuns: 2_000 },
  )
})

test('places are told in the original text, in order and without overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      let last = 0
      for (const { start, end } of findPersonal(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    }),
    { seed: 20260302 },
  )
})

test('ten thousand characters of digits and blanks are looked through at once', () => {
  const started = Date.now()
  findPersonal('1 3'.repeat(1_400))
  findPersonal('1'.repeat(4_000))
  findPersonal(' -. '.repeat(1_000))
  expect(Date.now() - started).toBeLessThan(1_000)
})
