import { describe, expect, it } from 'vitest'
import { filterCount, filterOf, readQuery, writeQuery, sortsOf } from './queue-query.ts'

describe('the address of a list', () => {
  it('says the same after reading and writing', () => {
    const address = {
      words: '路灯',
      status: 'inProgress',
      category: 'streetLight',
      area: '/haitang/east',
      body: 'chengguan',
      overdue: '1',
      sort: 'oldest',
    }
    expect(writeQuery(readQuery(address))).toEqual(address)
  })
  it('is empty when nothing is asked', () => expect(writeQuery(readQuery({}))).toEqual({}))
  it('a status or an order that does not exist is none', () =>
    expect(readQuery({ status: 'lost', sort: 'best' })).toMatchObject({ status: '', sort: '' }))
  it('a value given twice is read once', () => expect(readQuery({ words: ['井盖', 'x'] }).words).toBe('井盖'))
  it('counts filters, and words and the order are none', () =>
    expect(filterCount(readQuery({ words: '灯', overdue: '1', area: '/x', body: 'y', sort: 'oldest' }))).toBe(3))
  it('never asks for an order that the list does not have', () => {
    expect(filterOf('all', readQuery({ sort: 'due' })).sort).toBeNull()
    expect(filterOf('inHand', readQuery({ sort: 'due' })).sort).toBe('due')
  })
})

describe('the orders of a list', () => {
  it('what may be closed is never sorted by a due time, which the server would refuse', () => {
    for (const queue of ['all', 'toPublish', 'pressure'] as const) expect(sortsOf(queue)).not.toContain('due')
    expect(sortsOf('toAccept')[0]).toBe('due')
  })
})
