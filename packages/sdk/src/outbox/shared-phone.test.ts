import { describe, expect, test, vi } from 'vitest'
import { memoryStore } from './kept.ts'
import { INPUT, open, photo, states, world } from './outbox.fixtures.ts'

describe('on a phone that people share', () => {
  test('nothing goes out while another is signed in, nor while nobody is; it waits for its own', async () => {
    const { civic, state, taken } = world('wang')
    const store = memoryStore()
    const li = open(civic, store, 'li')
    await li.add(INPUT)
    await li.send()
    expect([await states(li), taken.size]).toEqual([['signIn'], 0])
    state.account = null
    await li.send()
    expect([await states(li), taken.size]).toEqual([['signIn'], 0])
    state.account = 'li'
    await li.send()
    expect([await states(li), taken.size]).toEqual([['sent'], 1])
  })

  test.each([
    ['before its photo is uploaded', 'upload'],
    ['before it is sent itself', 'submit'],
  ] as const)('another who signs in between the asking and the sending, %s, sends nothing of it', async (_, at) => {
    const { civic, state, taken } = world('li')
    const li = open(civic, memoryStore(), 'li')
    await li.add(INPUT, [{ file: photo() }])
    const { upload } = civic.files
    const { submit } = civic.appeals
    if (at === 'upload')
      vi.spyOn(civic.files, 'upload').mockImplementationOnce((file, options) => {
        state.account = 'wang'
        return upload(file, options)
      })
    else
      vi.spyOn(civic.appeals, 'submit').mockImplementationOnce((input, options) => {
        state.account = 'wang'
        return submit(input, options)
      })
    await li.send()
    expect([await states(li), taken.size]).toEqual([['signIn'], 0])
    state.account = 'li'
    await li.send()
    expect([await states(li), taken.size]).toEqual([['sent'], 1])
  })

  test('one account sees nothing of another, and clearing one leaves the other', async () => {
    const { civic } = world()
    const store = memoryStore()
    const [li, wang] = [open(civic, store, 'li'), open(civic, store, 'wang')]
    await li.add(INPUT, [{ file: photo() }])
    await li.drafts.set('form', { text: '还没写完' }, [photo('p')])
    await wang.add(INPUT)
    expect(await wang.drafts.get('form')).toBeNull()
    await li.clear()
    expect([(await li.list()).length, (await wang.list()).length]).toEqual([0, 1])
    expect(await li.drafts.get('form')).toBeNull()
    expect((await store.list('file/li')).length).toBe(0)
  })

  test('clearing stops what is on its way', async () => {
    const { civic } = world()
    const outbox = open(civic, memoryStore())
    await outbox.add(INPUT)
    vi.spyOn(civic.appeals, 'submit').mockImplementation(
      (_, { signal } = {}) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    )
    const sending = outbox.send()
    await vi.waitFor(() => expect(civic.appeals.submit).toHaveBeenCalled())
    await outbox.clear()
    await sending
    expect(await outbox.list()).toEqual([])
  })
})
