import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PastEvent } from '../kernel/machine.ts'
import {
  bodyHolds,
  decideBody,
  evolveBody,
  FOLDER_BODY,
  NO_BODY,
  replayBody,
  type BodyCommand,
  type BodyState,
} from './body.machine.ts'

const text = (words: string) => ({ 'zh-CN': words, en: words })

test('whatever administrators do: replay gives the state, nothing reaches back, and who may not changes nothing', () => {
  const step = fc.record({
    command: fc.constantFrom<BodyCommand>('change', 'switchOff', 'switchOn'),
    name: fc.constantFrom('甲', '乙'),
    phone: fc.constantFrom(null, '5555 1234'),
    from: fc.integer({ min: -5, max: 20 }),
    lasts: fc.option(fc.integer({ min: -2, max: 20 })),
    pause: fc.integer({ min: 0, max: 6 }),
    area: fc.constantFrom('/a', '/a/b', '/c'),
  })
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 20 }), (added, steps) => {
      let now = 100
      let state: BodyState = added ? NO_BODY : FOLDER_BODY
      const past: PastEvent[] = []
      const push = (type: string, data: object) => {
        const event = { type, data, seq: state.version + 1, at: now, actor: { kind: 'staff', id: 1, role: null } }
        past.push(event)
        state = evolveBody(state, event)
      }
      const shown = () => ({ name: state.name ?? text('folder'), phone: (state.phone ?? '1234') || null })
      const give = (name: BodyCommand, input: object, areas: string[]) => {
        const before = state
        try {
          const drafts = decideBody(state, name, input as never, { now, areas, serves: ['/a'], shown: shown() })
          for (const { type, data } of drafts) push(type, data)
          expect(areas).toContain('/a')
        } catch (error) {
          expect(error).toHaveProperty('code')
          expect(state).toEqual(before)
        }
      }
      if (added)
        give(
          'add',
          { kind: 'department', areaPaths: ['/a'], outsourced: false, name: text('x'), phone: null, from: 0 },
          ['/a'],
        )
      else push('bodyFound', {})
      for (const { command, name, phone, from, lasts, pause, area } of steps) {
        now += pause
        const begins = now + from
        give(command, { name: text(name), phone, from: begins, until: lasts === null ? null : begins + lasts }, [area])
        if (past.at(-1)?.type === 'bodySwitchedOff' && past.at(-1)?.at === now)
          expect(state.off?.from).toBeGreaterThanOrEqual(now)
        if (state.off?.until != null) expect(state.off.until).toBeGreaterThan(state.off.from)
      }
      expect(replayBody(past)).toEqual(state)
    }),
  )
})

test('a body takes work from its day, and none from the day it is switched off until the day it is not', () => {
  const body = { from: 10, off: { from: 20, until: 30 } }
  expect([9, 10, 19, 20, 29, 30].map((now) => bodyHolds(body, now))).toEqual([false, true, true, false, false, true])
  expect(bodyHolds({ from: null, off: { from: 20, until: null } }, 1e15)).toBe(false)
  expect(bodyHolds(FOLDER_BODY, 0)).toBe(true)
})

test('a change that changes nothing is refused, and one of a number leaves the folder’s name alone', () => {
  const context = { now: 1, areas: ['/a'], serves: ['/a/b'], shown: { name: text('甲'), phone: '5555 1234' } }
  expect(() => decideBody(FOLDER_BODY, 'change', { name: text('甲'), phone: '5555 1234' }, context)).toThrow()
  const [event] = decideBody(FOLDER_BODY, 'change', { name: text('甲'), phone: null }, context)
  expect(event).toEqual({ type: 'bodyChanged', data: { phone: '' } })
})
