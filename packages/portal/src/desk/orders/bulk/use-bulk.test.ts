import { DISPATCH_MAX } from '@civicgrid/contracts/constants'
import type { DeskItem } from '@civicgrid/sdk'
import { expect, it } from 'vitest'
import { useBulk } from './use-bulk.ts'

const text = { 'zh-CN': 'x', en: 'x' }
const item = (code: string, version = 2): DeskItem => ({
  code,
  version,
  kind: 'help',
  category: { code: 'pipe', name: text },
  status: 'accepted',
  round: 1,
  excerpt: '',
  place: null,
  area: text,
  submittedAt: '',
  updatedAt: '',
  dueAt: null,
  overdue: false,
  channel: 'phone',
  body: null,
  source: null,
  owner: null,
})

it('what is ticked keeps the version that was seen', () => {
  const bulk = useBulk()
  bulk.toggle(item('a', 2))
  expect(bulk.chosen.value.map(({ code, version }) => [code, version])).toEqual([['a', 2]])
  bulk.toggle(item('a', 3))
  expect(bulk.chosen.value).toEqual([])
})
it('no more are ticked than can go at once, and the second press takes all away', () => {
  const bulk = useBulk()
  const many = Array.from({ length: DISPATCH_MAX + 1 }, (_, i) => item(String(i)))
  expect(bulk.toggleAll(many)).toBe(true)
  bulk.toggle(item('more'))
  expect(bulk.chosen.value).toHaveLength(DISPATCH_MAX)
  expect(bulk.toggleAll(many)).toBe(false)
  expect(bulk.chosen.value).toEqual([])
})
