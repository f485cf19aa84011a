import { expect, test } from 'vitest'
import { firstReads } from './first-reads.ts'

test('what an address shows is asked by what stands in it', () => {
  expect(firstReads('/appeal/7K2M9PQX4RTVW', '')).toEqual([['progress.get', { code: '7K2M9PQX4RTVW' }]])
  expect(firstReads('/board', '?area=%2Fhaitang%2Flupu&view=map').at(-1)).toEqual([
    'board.list',
    { limit: 100, category: null, areaCode: '/haitang/lupu' },
  ])
  expect(firstReads('/board/abc', '').map(([path]) => path)).toEqual(['board.get'])
})

test('an address that no page is at asks nothing; one that cannot be read is not guessed at', () => {
  expect(firstReads('/nowhere', '')).toEqual([])
  expect(() => firstReads('/appeal/%E0%A4%A', '')).toThrow(URIError)
})
