import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, hostWorld } from '../../../test/hosts.ts'

// A host that has its people prove once more who they are says when: that is a proof here, too.

let w: Awaited<ReturnType<typeof hostWorld>>
beforeAll(async () => void (w = await hostWorld()))
afterAll(() => w.server.stop())

const MINUTE = 60_000
const later = (ms: number) => new Date(w.server.kernel.clock.now() + ms).toISOString()
/** The token of somebody whose host says that of their last proof. */
async function tokenOf(subject: string, authenticatedAt?: string): Promise<string> {
  const ticket = await w.ticketFor(subject, {}, 'city-app', authenticatedAt ? { authenticatedAt } : {})
  return (await exchange(w.server, ticket)).data.token ?? ''
}
const demand = (token: string) => w.server.sessions.demandStrong(token)
const asked = expect.objectContaining({ code: 'STEP_UP_REQUIRED' })

describe('a host that had somebody prove who they are', () => {
  test('a minute ago is believed, for ten minutes', async () => {
    const token = await tokenOf('p-1', later(-MINUTE))
    await demand(token)
    w.server.kernel.clock.advance(10 * MINUTE + 1)
    await expect(demand(token)).rejects.toEqual(asked)
  })
  test('longer ago, not at all, or only later is no proof: signing in alone opens nothing sensitive', async () => {
    for (const said of [undefined, later(-2 * MINUTE - 1), later(-24 * 60 * MINUTE), later(MINUTE)])
      await expect(demand(await tokenOf('p-2', said))).rejects.toEqual(asked)
  })
  test('whose clock is half a minute ahead is believed as well', async () => {
    await expect(demand(await tokenOf('p-3', later(20_000)))).resolves.toBeUndefined()
  })
  test('says nothing that is no instant', async () => {
    const ticket = await w.ticketFor('p-4', {}, 'city-app', { authenticatedAt: 'just now' })
    expect([ticket.status, ticket.error?.code]).toEqual([400, 'BAD_INPUT'])
  })
})
