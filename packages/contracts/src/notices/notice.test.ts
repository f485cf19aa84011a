import { expect, test } from 'vitest'
import { NOTICE_FIELD, noticeData } from './notice.message.ts'

const facts = {
  code: 'CG7K4M2QX8R1Z',
  category: '小区路灯不亮或者忽明忽暗影响老人夜间出行安全',
  status: '请您评价',
  answeredAt: '2026-03-02 09:00',
  hint: '请看看结果，说说满意不满意',
}

test('each field of the city’s template is filled with what the city says, cut to what its kind takes', () => {
  const data = noticeData(
    { character_string1: 'code', thing2: 'category', phrase3: 'status', time4: 'answeredAt' },
    facts,
  )
  expect(data).toEqual({
    character_string1: { value: 'CG7K4M2QX8R1Z' },
    thing2: { value: '小区路灯不亮或者忽明忽暗影响老人夜间出…' },
    phrase3: { value: '请您评价' },
    time4: { value: '2026-03-02 09:00' },
  })
  expect(Array.from(data['thing2']?.value ?? '')).toHaveLength(20)
})

test('a rare character is one character, and is never cut in two', () => {
  const { thing1 } = noticeData({ thing1: 'hint' }, { ...facts, hint: '𠮷'.repeat(21) })
  expect(thing1?.value).toBe(`${'𠮷'.repeat(19)}…`)
})

test('a field is a kind that WeChat knows and its number', () => {
  expect(['thing1', 'character_string12', 'time3'].every((name) => NOTICE_FIELD.test(name))).toBe(true)
  expect(['thing', 'thing0', 'amount1', 'thing1x', '__proto__'].some((name) => NOTICE_FIELD.test(name))).toBe(false)
})
