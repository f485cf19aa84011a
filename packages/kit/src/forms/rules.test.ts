import { describe, expect, it } from 'vitest'
import { phoneRule, plainDigits, textRule } from './rules.ts'

describe('form rules', () => {
  it('a mobile number is taken as people type it', () => {
    expect(phoneRule('138 1234 5678')).toBeNull()
    expect(phoneRule('+8613812345678')).toBeNull()
    expect(phoneRule('１３８１２３４５６７８')).toBeNull()
    expect(plainDigits('138－1234—5678')).toBe('13812345678')
  })
  it('what is no mobile number is refused', () => {
    expect(phoneRule('')).toBe('form.phoneNeeded')
    expect(phoneRule('12812345678')).toBe('form.phone')
    expect(phoneRule('1381234567')).toBe('form.phone')
  })
  it('blanks are no description', () => {
    expect(textRule('        ', 4000)).toBe('form.textNeeded')
    expect(textRule('路灯坏了三天', 4000)).toBeNull()
    expect(textRule('灯'.repeat(4001), 4000)).toBe('form.tooLong')
  })
})
