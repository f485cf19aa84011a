import { describe, expect, it } from 'vitest'
import { filterCount, readQuery, writeQuery } from './queue-query.ts'

describe('the address of a list', () => {
  it('says the same after reading and writing', () => {
    const address = {
      words: '路灯',
      status: 'inProgress',
      category: 'streetLight',
      area: '/haitang/east',
      overdue: '1',
    }
    expect(writeQuery(readQuery(address))).toEqual(address)
  })
  it('is empty when nothing is asked', () => expect(writeQuery(readQuery({}))).toEqual({}))
  it('a status that does not exist is none', () => expect(readQuery({ status: 'lost' }).status).toBe(''))
  it('a value given twice is read once', () => expect(readQuery({ words: ['井盖', 'x'] }).words).toBe('井盖'))
  it('counts filters, and words are none', () =>
    expect(filterCount(readQuery({ words: '灯', overdue: '1', area: '/x' }))).toBe(2))
})
