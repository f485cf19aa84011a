import { describe, expect, it } from 'vitest'
import { badge, queuesOf } from './queues.ts'

describe('queues of a person', () => {
  it('an operator accepts, then dispatches, then watches the clocks', () =>
    expect(queuesOf(['operator'])).toEqual(['toAccept', 'toDispatch', 'soonDue', 'overdue', 'all']))
  it('two roles share what both have, and everything comes last', () => {
    expect(queuesOf(['handler', 'gridOfficer'])).toEqual(['toTake', 'inHand', 'toVerify', 'all'])
    expect(queuesOf(['operator', 'supervisor']).at(-1)).toBe('all')
  })
  it('a role this build does not know may still look', () => expect(queuesOf(['auditor'])).toEqual(['all']))
  it('a badge never grows past four characters', () =>
    expect([badge(0), badge(999), badge(1000)]).toEqual(['0', '999', '999+']))
})
