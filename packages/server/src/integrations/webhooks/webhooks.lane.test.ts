import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyWebhook } from '../../../../sdk/src/webhooks/index.ts'
import { seededRandom } from '../../kernel/index.ts'
import { createLane } from './webhooks.lane.ts'
import { newSecret, signerOf, verifierOf } from './webhooks.sign.ts'

const item = (id: number, thing: number | null = null) => ({ id, thing })
const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id)

test('as many are on their way as the lane is wide, and of one thing never two', () => {
  const lane = createLane()
  lane.offer([item(1, 7), item(2, 7), item(3), item(4, 8), item(5)])
  expect(ids(lane.take(3))).toEqual([1, 3, 4])
  expect(ids(lane.take(3))).toEqual([])
  lane.back(1)
  expect(ids(lane.take(3))).toEqual([2])
  lane.back(3)
  lane.back(4)
  expect(ids(lane.take(1))).toEqual([])
  expect(ids(lane.take(2))).toEqual([5])
})

test('what came back is not fresh before it is written down, nor is what was passed over', () => {
  const lane = createLane()
  lane.offer([item(1)])
  lane.take(1)
  lane.back(1)
  lane.skip(2)
  expect(ids(lane.fresh([item(1), item(2), item(3)]))).toEqual([3])
  lane.kept(1)
  expect(ids(lane.fresh([item(1), item(2)]))).toEqual([1])
  expect(lane.known).toBe(1)
})

test('a lane that was closed takes in nothing more, and is empty once all came back', () => {
  const lane = createLane()
  lane.offer([item(1), item(2)])
  lane.take(1)
  lane.close()
  lane.offer([item(3)])
  expect([lane.waiting, lane.onTheWay, ids(lane.take(9))]).toEqual([0, 1, []])
  lane.back(1)
  lane.kept(1)
  expect(lane.known).toBe(0)
})

test('whatever comes in whatever order: everything goes once, a thing’s in order, never more than the width', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat()),
      (things, width, dice) => {
        const lane = createLane()
        lane.offer(things.map((thing, id) => item(id, thing)))
        const going: { id: number; thing: number | null }[] = []
        const sent: { id: number; thing: number | null }[] = []
        for (;;) {
          const taken = lane.take(width)
          going.push(...taken)
          sent.push(...taken)
          expect(going.length).toBeLessThanOrEqual(width)
          if (going.length === 0) break
          const [back] = going.splice((dice.next().value ?? 0) % going.length, 1)
          if (back) lane.back(back.id)
        }
        expect(sent).toHaveLength(things.length)
        for (const thing of [1, 2, 3, 4]) {
          const own = ids(sent.filter((one) => one.thing === thing))
          expect(own).toEqual(own.toSorted((a, b) => a - b))
        }
      },
    ),
  )
})

test('both kinds of signature are known by what the partner was given, and by nothing else', async () => {
  const random = seededRandom('keys')
  const now = Date.UTC(2026, 2, 2)
  const [hmac, ed25519, other] = [newSecret(random, 'hmac'), newSecret(random, 'ed25519'), newSecret(random, 'hmac')]
  const headers = signerOf([hmac, ed25519])('msg_1', now, '{}')
  expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1a,\S+$/)
  for (const secret of [hmac, ed25519]) await verifyWebhook(verifierOf(secret), { ...headers }, '{}', { now })
  await expect(verifyWebhook(verifierOf(other), { ...headers }, '{}', { now })).rejects.toMatchObject({
    fault: 'signature',
  })
  expect(verifierOf(ed25519)).toMatch(/^whpk_/)
  expect(verifierOf(ed25519)).not.toContain(ed25519.key)
})
