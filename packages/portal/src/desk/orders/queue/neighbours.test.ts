import { describe, expect, it } from 'vitest'
import { neighbours } from './neighbours.ts'

const CODES = ['a', 'b', 'c']

describe('the orders before and after', () => {
  it('lie beside it in the list', () => expect(neighbours(CODES, 'b')).toEqual({ previous: 'a', next: 'c' }))
  it('the ends of the list have none', () => {
    expect(neighbours(CODES, 'a').previous).toBeNull()
    expect(neighbours(CODES, 'c').next).toBeNull()
  })
  it('after an order that was worked comes the first that is left', () =>
    expect(neighbours(CODES, 'done')).toEqual({ previous: null, next: 'a' }))
  it('nothing open has no neighbours', () => expect(neighbours(CODES, null)).toEqual({ previous: null, next: null }))
})
