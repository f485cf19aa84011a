import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCode, formatCode, parseCode } from './code.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(encodeCode)

test('a code survives being shown and typed again', () => {
  fc.assert(fc.property(codes, (code) => parseCode(formatCode(code).toLowerCase()) === code))
})

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(codes, fc.nat(12), fc.nat(31), (code, at, digit) => {
      const wrong = code.slice(0, at) + ALPHABET.charAt(digit) + code.slice(at + 1)
      return wrong === code || parseCode(wrong) === null
    }),
  )
})

test('two neighbours swapped are always found', () => {
  fc.assert(
    fc.property(codes, fc.nat(11), (code, at) => {
      const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
      return swapped === code || parseCode(swapped) === null
    }),
  )
})

test('letters that look like digits are read as digits', () => {
  const code = encodeCode(new Uint8Array(8))
  expect(code).toBe('0000000000000')
  expect(parseCode('OOOO-oooo-0000-0')).toBe(code)
})

test('60 bits are used and the last four of eight bytes are not', () => {
  const bytes = new Uint8Array(8).fill(255)
  expect(encodeCode(bytes).slice(0, 12)).toBe('ZZZZZZZZZZZZ')
  expect(parseCode('not a code')).toBeNull()
})
