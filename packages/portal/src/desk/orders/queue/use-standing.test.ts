import type { DeskItem } from '@civicgrid/sdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { LOOK_EVERY_MS, useStanding } from './use-standing.ts'

const item = (code: string, updatedAt = '1') => ({ code, updatedAt }) as DeskItem
const scope = effectScope()
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('rows that changed are marked with how they stand, rows out of reach too, and a list loaded anew has none', async () => {
  const items = shallowRef<readonly DeskItem[]>([item('a'), item('b'), item('c')])
  const standing = vi.fn((codes: readonly string[]) =>
    Promise.resolve(
      codes
        .filter((code) => code !== 'c')
        .map((code) => ({ code, status: 'accepted', updatedAt: code === 'b' ? '2' : '1', body: null })),
    ),
  )
  const marks = scope.run(() => useStanding({ standing }, items, () => ['a', 'b', 'c', 'gone']))
  await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS)
  expect(standing.mock.calls[0]?.[0]).toEqual(['a', 'b', 'c'])
  expect([...(marks?.value ?? [])]).toEqual([
    ['b', 'accepted'],
    ['c', null],
  ])
  items.value = [...items.value, item('d')]
  await nextTick()
  expect(marks?.value.size).toBe(2)
  items.value = [item('b', '2'), item('d')]
  await nextTick()
  expect(marks?.value.size).toBe(0)
})
