import { expect, it } from 'vitest'
import { draftOwner } from './draft-owner.ts'
import type { DraftStore } from './use-draft.ts'

function phone() {
  const kept = new Map<string, string>()
  const store: DraftStore = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
  return { kept, store, owner: draftOwner(store, 'draft') }
}

it('what a guest began goes to whoever signs in, and stays theirs when another comes and goes', () => {
  const { kept, owner } = phone()
  kept.set('draft', 'of a guest')
  expect([owner.handTo('li'), kept.get('draft')]).toEqual([false, 'of a guest'])
  expect([owner.handTo('wang'), kept.get('draft')]).toEqual([true, undefined])
  kept.set('draft', 'of wang')
  expect([owner.handTo('wang'), owner.handTo('li'), kept.get('draft')]).toEqual([false, true, 'of a guest'])
  expect([owner.handTo('wang'), kept.get('draft')]).toEqual([true, 'of wang'])
})
it('a chosen sign-out leaves nothing of one’s own', () => {
  const { kept, owner } = phone()
  owner.handTo('li')
  kept.set('draft', 'mine')
  owner.forget()
  expect(kept.size).toBe(0)
})
