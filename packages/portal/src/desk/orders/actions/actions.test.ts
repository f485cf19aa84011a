import { describe, expect, it } from 'vitest'
import { actionsFor, isBackward } from './actions.ts'

describe('buttons of an order', () => {
  it('what moves it on stands first, whatever the order of the answer', () => {
    expect(actionsFor(['decline', 'classify', 'answer', 'accept'])).toEqual(['accept', 'answer', 'classify', 'decline'])
  })
  it('nothing that the server did not allow, and nothing without a form', () => {
    expect(actionsFor(['viewContact', 'mergeInto'])).toEqual([])
  })
  it('on-site verification stands before the review that needs it', () => {
    expect(actionsFor(['reviewFeedback', 'verifyOnSite'])).toEqual(['verifyOnSite', 'reviewFeedback'])
  })
  it('what ends an order is never the first button beside one that moves it on', () => {
    expect(isBackward(actionsFor(['bounce', 'take'])[0] ?? 'bounce')).toBe(false)
  })
})
