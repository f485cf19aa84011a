import type { Persona, StaffRole } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { areaOf, groupPersonas } from './personas.ts'

const text = (word: string) => ({ 'zh-CN': word, en: word })
const persona = (name: string, role: StaffRole | null): Persona => ({
  persona: name,
  realm: role ? 'staff' : 'resident',
  name: text(name),
  about: text(''),
  roles: role ? [{ role, areaPath: '/x', bodyCode: null }] : [],
})

describe('the posts at the demo door', () => {
  it('stand in the order in which an appeal meets them, colleagues of one role together', () => {
    const groups = groupPersonas([
      persona('s', 'supervisor'),
      persona('h1', 'handler'),
      persona('o', 'operator'),
      persona('h2', 'handler'),
    ])
    expect(groups.map(({ role, personas }) => [role, ...personas.map((one) => one.persona)])).toEqual([
      ['operator', 'o'],
      ['handler', 'h1', 'h2'],
      ['supervisor', 's'],
    ])
  })
  it('residents do not come in here', () => expect(groupPersonas([persona('li', null)])).toEqual([]))
})

describe('the area of a post', () => {
  const areas = [{ path: '/city' }, { path: '/city/east' }, { path: '/city/eastern' }]
  const at = (areaPath: string): Persona => ({
    ...persona('x', 'operator'),
    roles: [{ role: 'operator', areaPath, bodyCode: null }],
  })
  it('is the smallest known one that holds it', () => {
    expect(areaOf(at('/city/east/mill'), areas)?.path).toBe('/city/east')
    expect(areaOf(at('/city'), areas)?.path).toBe('/city')
  })
  it('is not a neighbour whose name begins alike', () =>
    expect(areaOf(at('/city/eastern'), areas)?.path).toBe('/city/eastern'))
  it('is none outside of what is known', () => expect(areaOf(at('/other'), areas)).toBeNull())
})
