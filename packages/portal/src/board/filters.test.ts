import { expect, test } from 'vitest'
import { filterOf, readBoard, writeBoard } from './filters.ts'

test('the address of the board says the same after reading and writing, and is empty when nothing is asked', () => {
  const address = { category: 'roads', area: 'east', view: 'map' }
  expect(writeBoard(readBoard(address))).toEqual(address)
  expect(writeBoard(readBoard({}))).toEqual({})
})
test('what makes no sense is as if it were not there', () => {
  expect(readBoard({ category: ['roads', 'x'], view: 'globe' })).toEqual({ category: 'roads', area: '', map: false })
})
test('nothing chosen asks for everything', () => {
  expect(filterOf(readBoard({}))).toEqual({ category: null, areaCode: null })
})
