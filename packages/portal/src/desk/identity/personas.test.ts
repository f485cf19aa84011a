import type { Persona, StaffRole } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { groupPersonas } from './personas.ts'

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
