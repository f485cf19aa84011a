import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownershipAt, endedBy, type DatedRule } from '../city/ownership.dated.ts'
import { decideStaff, evolveStaff, NO_STAFF, replayStaff, type StaffCommand, type StaffState } from './staff.machine.ts'
import type { PastEvent } from '../kernel/machine.ts'

const AREAS = ['/a', '/a/b', '/c'] as const

test('whatever administrators do: replay gives the state, grants are numbered, none overlaps its like, none reaches back', () => {
  const step = fc.record({
    command: fc.constantFrom<StaffCommand>('rename', 'switchOff', 'switchOn', 'grant', 'endGrant'),
    area: fc.constantFrom(...AREAS),
    role: fc.constantFrom('operator' as const, 'handler' as const),
    body: fc.constantFrom(null, 'water'),
    from: fc.integer({ min: -5, max: 20 }),
    lasts: fc.option(fc.integer({ min: -2, max: 20 })),
    no: fc.integer({ min: 0, max: 6 }),
    pause: fc.integer({ min: 0, max: 6 }),
    own: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let now = 100
      let state: StaffState = NO_STAFF
      const past: PastEvent[] = []
      const give = (name: StaffCommand, input: object, own: boolean) => {
        try {
          for (const { type, data } of decideStaff(state, name, input as never, { now, areas: ['/a'], own })) {
            const event = { type, data, seq: state.version + 1, at: now, actor: { kind: 'staff', id: 1, role: null } }
            past.push(event)
            state = evolveStaff(state, event)
          }
        } catch (error) {
          expect(error).toHaveProperty('code')
        }
      }
      give('add', { areaPath: '/a', name: 'x', phone: null }, false)
      for (const { command, area, role, body, from, lasts, no, pause, own } of steps) {
        now += pause
        const begins = now + from
        const until = lasts === null ? null : begins + lasts
        const input = { name: 'y', phone: null, role, areaPath: area, bodyCode: body, from: begins, until, no }
        give(command, command === 'endGrant' ? { no, until: begins } : input, own)
        for (const held of state.grants) {
          expect(held.areaPath.startsWith('/a')).toBe(true)
          expect(held.role === 'handler').toBe(held.bodyCode !== null)
        }
      }
      expect(replayStaff(past)).toEqual(state)
      expect(state.grants.map((held) => held.no)).toEqual(state.grants.map((_, i) => i + 1))
      for (const a of state.grants)
        for (const b of state.grants)
          if (a.no < b.no && a.role === b.role && a.areaPath === b.areaPath && a.bodyCode === b.bodyCode)
            expect((a.until ?? Infinity) <= b.from || (b.until ?? Infinity) <= a.from).toBe(true)
    }),
  )
})

test('at any instant one rule at most holds for a category in an area, and the folder’s where none is set', () => {
  const rule = fc.record({
    category: fc.constantFrom('lamp', '*'),
    area: fc.constantFrom(null, 'east'),
    body: fc.constantFrom('x', 'y'),
    from: fc.nat(50),
    lasts: fc.option(fc.integer({ min: 1, max: 30 })),
  })
  const folder = [{ category: 'lamp', owner: { body: 'folder' } }]
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 12 }), fc.nat(90), (rules, now) => {
      let standing: DatedRule[] = []
      for (const { category, area, body, from, lasts } of rules) {
        const next: DatedRule = { category, area, owner: { body }, from, until: lasts === null ? null : from + lasts }
        try {
          const ended = endedBy(standing, next)
          standing = [...standing.map((old) => (ended.includes(old) ? { ...old, until: from } : old)), next]
        } catch (error) {
          expect(error).toMatchObject({ code: 'NOT_ALLOWED_NOW' })
        }
      }
      const { rules: inForce, until } = ownershipAt(folder, standing, now)
      const names = inForce.map(({ category, area }) => `${category} ${area ?? ''}`)
      expect(new Set(names).size).toBe(names.length)
      expect(names).toContain('lamp ')
      if (until !== null) {
        expect(until).toBeGreaterThan(now)
        expect(ownershipAt(folder, standing, until - 1).rules).toEqual(inForce)
      }
    }),
  )
})
