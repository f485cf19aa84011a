import { expect, test } from 'vitest'
import type { Receipt } from '@civicgrid/sdk'
import { roundClient } from './report.ts'

function desk() {
  const asked: [string, object, string | undefined][] = []
  const meant: (string | undefined)[] = []
  const step =
    (name: string, version: number) =>
    async (input: object, options?: { idempotencyKey?: string; account?: string }): Promise<Receipt> => {
      meant.push(options?.account)
      asked.push([name, input, options?.idempotencyKey])
      return { code: 'C', version, status: name, at: '', dueAt: null }
    }
  const civic = {
    files: { upload: () => Promise.reject(new Error('no upload')) },
    identity: { me: () => Promise.resolve({ kind: 'staff' as const, account: 'zhou', name: '周小禾', roles: [] }) },
    workOrders: { register: step('register', 1), answer: step('answer', 3) },
  }
  return { asked, meant, civic }
}
const seen = {
  kind: 'report' as const,
  category: 'lamp',
  text: '路灯',
  place: { areaCode: 'e1' },
  photos: ['before', 'after'],
}

test('what is passed on is registered with all its photos', async () => {
  const { asked, civic } = desk()
  await roundClient(civic, 'found', '').appeals.submit(seen, { idempotencyKey: 'k' })
  expect(asked).toEqual([['register', { ...seen, channel: 'desk' }, 'k']])
})

test('what was put right is registered and answered with its last photo, each step under a key of its own', async () => {
  const { asked, civic } = desk()
  await roundClient(civic, 'settled', '已处置').appeals.submit(seen, { idempotencyKey: 'k' })
  expect(asked).toEqual([
    ['register', { ...seen, photos: ['before'], channel: 'desk' }, 'k'],
    ['answer', { code: 'C', expectedVersion: 1, outcome: 'solved', text: '已处置', photos: ['after'] }, 'k-answer'],
  ])
})

test('the two boxes of one officer, and of two officers, are apart', async () => {
  const { civic } = desk()
  const accounts = await Promise.all(
    (['found', 'settled'] as const).map((box) => roundClient(civic, box, '').identity.me()),
  )
  expect(accounts.map(({ account }) => account)).toEqual(['desk/found/zhou', 'desk/settled/zhou'])
})

test('both steps are meant for whoever saw it, whoever has signed in at this phone meanwhile', async () => {
  const { meant, civic } = desk()
  await roundClient(civic, 'settled', '').appeals.submit(seen, { idempotencyKey: 'k', account: 'desk/settled/zhou' })
  expect(meant).toEqual(['zhou', 'zhou'])
})
