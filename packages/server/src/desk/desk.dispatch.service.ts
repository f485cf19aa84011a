import { CivicError, type CityText, type deskSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../appeals/index.ts'
import type { GivenByStaff } from './desk.views.service.ts'

type Input = z.output<typeof deskSchema.dispatchManyInput>
type Result = z.infer<typeof deskSchema.dispatchResult>

export interface DeskDispatch {
  /**
   * Dispatches several orders, each by itself: what has changed meanwhile is told and left as it is, the others go. The
   * same key again repeats nothing: every order has its own part of it.
   */
  dispatchMany(given: GivenByStaff, input: Input): Promise<{ results: Result[] }>
}

export function createDeskDispatch(appeals: Pick<Appeals, 'give' | 'ownerOf' | 'city'>): DeskDispatch {
  async function one(given: GivenByStaff, order: Input['orders'][number], input: Input): Promise<Result> {
    const { code } = order
    let body: CityText | null = null
    try {
      const bodyCode = input.bodyCode ?? (await appeals.ownerOf(given.actor, code))
      if (bodyCode === null) throw new CivicError('BAD_INPUT', { message: 'the city names no owner' })
      body = appeals.city.bodyName(bodyCode)
      const receipt = await appeals.give(
        'dispatch',
        'desk.dispatchMany',
        { actor: given.actor, idempotencyKey: `${given.idempotencyKey}/${code}` },
        { ...order, bodyCode, note: input.note },
      )
      return { code, receipt, body, error: null }
    } catch (error) {
      // What is our own fault is no answer about an order.
      if (!(error instanceof CivicError) || error.code === 'INTERNAL') throw error
      const events = error.changes?.events ?? []
      return {
        code,
        receipt: null,
        body,
        error: { code: error.code, events: events.map(({ type, at, actorRole }) => ({ type, at, actorRole })) },
      }
    }
  }

  return {
    async dispatchMany(given, input) {
      // Side by side: on SQLite they share a commit. A code given twice is one order.
      const orders = [...new Map(input.orders.map((order) => [order.code, order])).values()]
      return { results: await Promise.all(orders.map((order) => one(given, order, input))) }
    },
  }
}
