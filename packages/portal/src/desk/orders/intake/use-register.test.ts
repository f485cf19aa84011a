import { CivicError, type Receipt } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { useRegister, type Order } from './use-register.ts'

const order = (next: Order['next']): Order => ({
  input: { kind: 'consult', category: 'lamp', text: '路灯不亮', place: { areaCode: 'e1' } },
  next,
  reply: '明天来修',
  bodyCode: 'roads',
})

/** A desk that writes down what it is asked, each key once as the server does. @param failing what a step throws, once */
function desk(failing: Partial<Record<string, unknown>> = {}) {
  const done = new Map<string, string>()
  const step = (name: string, version: number) => async (_: object, options?: { idempotencyKey?: string }) => {
    const error = failing[name]
    delete failing[name]
    if (error !== undefined) throw error
    done.set(options?.idempotencyKey ?? '', name)
    return { code: 'C', version, status: name, at: '', dueAt: null } satisfies Receipt
  }
  return {
    done,
    orders: {
      register: step('register', 1),
      accept: step('accept', 2),
      answer: step('answer', 3),
      dispatch: step('dispatch', 3),
    },
  }
}

describe('a call that is registered', () => {
  it.each([
    ['register', ['register']],
    ['answer', ['register', 'answer']],
    ['dispatch', ['register', 'accept', 'dispatch']],
  ] as const)('to %s does %s', async (next, steps) => {
    const { orders, done } = desk()
    const kept = await useRegister(orders).register(order(next))
    expect([...done.values()]).toEqual(steps)
    expect(kept).toMatchObject({ failed: null, receipt: { status: steps.at(-1) } })
  })

  it('sent again after a lost answer, does each step once', async () => {
    const { orders, done } = desk({ dispatch: new CivicError('NETWORK') })
    const { register, error } = useRegister(orders)
    expect(await register(order('dispatch'))).toBeNull()
    expect(error.value).toMatchObject({ code: 'NETWORK' })
    expect(await register(order('dispatch'))).toMatchObject({ failed: null })
    expect([...done.values()]).toEqual(['register', 'accept', 'dispatch'])
  })

  it('stays registered when the step after it is refused, and says so', async () => {
    const { orders } = desk({ answer: new CivicError('WRONG_STATE') })
    expect(await useRegister(orders).register(order('answer'))).toMatchObject({
      receipt: { code: 'C', status: 'register' },
      failed: { code: 'WRONG_STATE' },
    })
  })
})
