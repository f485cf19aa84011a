import { expect, test } from 'vitest'
import { decide, evolve, extendMachine } from '../kernel/machine.ts'
import { inHand } from './appeal.fixtures.ts'
import { appealMachine } from './appeal.machine.ts'

test('an invented command is added by rows alone, and a machine without them still reads its events', () => {
  const extended = extendMachine(appealMachine, {
    commands: {
      suspend: {
        from: ['inProgress'],
        by: ['supervisor'],
        decide: (_, { why }: { why: string }) => [{ type: 'suspended', data: { why } }],
      },
    },
    events: { suspended: (state) => ({ ...state, urgedDay: 'never' }) },
  })
  const loop = inHand()
  const context = { ...loop.context, actor: { kind: 'staff', id: 40, role: 'supervisor', bodyCode: null } } as const
  const [draft] = decide(extended, loop.state, 'suspend', { why: 'court' }, context)
  const event = { type: 'suspended', data: draft?.data ?? {}, seq: 5, at: loop.now, actor: context.actor }
  expect(evolve(extended, loop.state, event)).toMatchObject({ urgedDay: 'never', version: 5 })
  expect(evolve(appealMachine, loop.state, event)).toEqual({ ...loop.state, version: 5 })
  expect(() => extendMachine(appealMachine, { commands: { take: extended.commands.take }, events: {} })).toThrow(
    'take stands already',
  )
})
