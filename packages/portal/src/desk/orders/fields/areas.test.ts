import { describe, expect, it } from 'vitest'
import { childrenOf, lineOf, pathOf } from './areas.ts'

const AREAS = [{ code: 'city' }, { code: 'east', parent: 'city' }, { code: 'west', parent: 'city' }, { code: 'mill', parent: 'east' }]

describe('areas of a city', () => {
  it('a line runs from the top down to the area itself', () => expect(lineOf(AREAS, 'mill').map(({ code }) => code)).toEqual(['city', 'east', 'mill']))
  it('a path is what lists are filtered by', () => expect(pathOf(AREAS, 'mill')).toBe('/city/east/mill'))
  it('an unknown area has no path', () => expect(pathOf(AREAS, 'moon')).toBe(''))
  it('children are in the order of the city', () => expect(childrenOf(AREAS, 'city').map(({ code }) => code)).toEqual(['east', 'west']))
})
