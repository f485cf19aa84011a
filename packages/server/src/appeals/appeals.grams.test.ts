import { expect, test } from 'vitest'
import { areaGram, gramsAsked, gramsOf } from './appeals.grams.ts'

test('Chinese is cut into neighbouring pairs, other scripts into words, each once', () => {
  expect(gramsOf('路灯不亮，路灯！ABC 3号楼 café')).toEqual(['路灯', '灯不', '不亮', 'abc', '3', '号楼', 'café'])
})

test('full-width letters and digits are the plain ones', () => {
  expect(gramsOf('ＡＢ１２')).toEqual(gramsOf('ab12'))
})

test('a character beyond the basic plane is one character', () => {
  expect(gramsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
})

test('a single character is asked for only when there is nothing else', () => {
  expect(gramsAsked('灯')).toEqual(['灯'])
  expect(gramsAsked('3号 楼')).toEqual(['3'])
  expect(gramsAsked('，。')).toEqual([])
})

test('50,000 characters and a run of 50,000 letters are no trouble', () => {
  expect(gramsOf('水管漏'.repeat(20_000)).length).toBe(3)
  expect(gramsOf('a'.repeat(50_000))).toEqual([])
})

test('what could be read as a query is no gram', () => {
  for (const gram of gramsOf(`"路灯" OR NEAR(a, b) * : ' & | ! -x ${areaGram('e-1')}`))
    expect(gram).toMatch(/^[\p{L}\p{N}]+$/u)
})
