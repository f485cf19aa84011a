import { describe, expect, it } from 'vitest'
import { filterCount, filterOf, narrowingOf, readQuery, writeQuery, sortsOf } from './queue-query.ts'

describe('the address of a list', () => {
  it('says the same after reading and writing', () => {
    const address = {
      words: '路灯',
      status: 'inProgress',
      category: 'streetLight',
      area: '/haitang/east',
      body: 'chengguan',
      overdue: '1',
      kind: 'complain',
      channel: 'phone',
      from: '2026-03-01',
      to: '2026-03-31',
      sort: 'oldest',
    }
    expect(writeQuery(readQuery(address))).toEqual(address)
  })
  it('is empty when nothing is asked', () => expect(writeQuery(readQuery({}))).toEqual({}))
  it('a status or an order that does not exist is none', () =>
    expect(readQuery({ status: 'lost', sort: 'best', kind: 'x', channel: 'y' })).toMatchObject({
      status: '',
      sort: '',
      kind: '',
      channel: '',
    }))
  it('a day that is none is as if it were not there', () => {
    for (const from of ['2026-02-30', '2026-3-1', 'yesterday', '2026-13-01'])
      expect(readQuery({ from }).from, from).toBe('')
    expect(readQuery({ from: '2024-02-29' }).from).toBe('2024-02-29')
  })
  it('a value given twice is read once', () => expect(readQuery({ words: ['井盖', 'x'] }).words).toBe('井盖'))
  it('counts filters, and words and the order are none', () =>
    expect(filterCount(readQuery({ words: '灯', overdue: '1', area: '/x', body: 'y', sort: 'oldest' }))).toBe(3))
  it('counts a period once', () =>
    expect(filterCount(readQuery({ from: '2026-03-01', to: '2026-03-31', kind: 'help' }))).toBe(2))
  it('never asks for an order that the list does not have', () => {
    expect(filterOf('all', readQuery({ sort: 'due' })).sort).toBeNull()
    expect(filterOf('inHand', readQuery({ sort: 'due' })).sort).toBe('due')
  })
})

describe('a search', () => {
  it('is narrowed as a list is, and has neither list nor order of its own', () => {
    const query = readQuery({ words: '路灯', kind: 'help', from: '2026-03-01', sort: 'oldest' })
    expect(narrowingOf(query)).toMatchObject({ kind: 'help', channel: null, from: '2026-03-01', to: null })
    expect(Object.keys(narrowingOf(query))).not.toContain('sort')
    expect(Object.keys(narrowingOf(query))).not.toContain('queue')
  })
})

describe('the orders of a list', () => {
  it('what may be closed is never sorted by a due time, which the server would refuse', () => {
    for (const queue of ['all', 'toPublish', 'pressure'] as const) expect(sortsOf(queue)).not.toContain('due')
    expect(sortsOf('toAccept')[0]).toBe('due')
  })
})
