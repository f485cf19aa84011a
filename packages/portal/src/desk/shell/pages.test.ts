import { expect, it } from 'vitest'
import { pagesOf } from './pages.ts'

const names = (roles: string[], insight = true, authorities = false) =>
  pagesOf(roles, { insight, authorities }).map(({ name }) => name)

it('each role is led to its own pages, and to the dashboard only where the city has one', () => {
  expect(names(['operator'])).toEqual(['intake'])
  expect(names(['gridOfficer'])).toEqual(['round'])
  expect(names(['administrator'])).toEqual(['insight', 'staff', 'bodies', 'ownership', 'integrations'])
  expect(names(['integrationEngineer'])).toEqual(['integrations'])
  expect(names(['administrator', 'operator'], false)).toEqual([
    'intake',
    'staff',
    'bodies',
    'ownership',
    'integrations',
  ])
  expect(names(['handler', 'of tomorrow'])).toEqual([])
  expect(names(['gridOfficer'], false, true)).toEqual(['round', 'authorities'])
})
