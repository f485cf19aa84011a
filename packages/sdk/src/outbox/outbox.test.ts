import { CivicError } from '@civicgrid/contracts'
import { describe, expect, test, vi } from 'vitest'
import { memoryStore } from './kept.ts'
import { INPUT, open, photo, states, world } from './outbox.fixtures.ts'

describe('an appeal put into the outbox', () => {
  test('goes with its photos, and leaves nothing on the device but its receipt', async () => {
    const { civic, taken, calls } = world()
    const store = memoryStore()
    const outbox = open(civic, store)
    await outbox.add(INPUT, [{ file: photo('a') }, { file: photo('b') }])
    expect(await states(outbox)).toEqual(['waiting'])
    await outbox.send()
    expect(calls).toEqual(['upload a', 'upload b', 'submit token-1,token-2'])
    expect(taken.size).toBe(1)
    const [sent] = await outbox.list()
    expect(sent).toMatchObject({ state: 'sent', input: null, files: 0, receipt: { code: 'CODE1' } })
    expect(JSON.stringify(await store.list(''))).not.toContain('路灯')
    expect(await store.list('file/')).toEqual([])
  })

  test('survives the page: another one, over the same store, sends it under the same key', async () => {
    const { civic, state, taken } = world()
    const store = memoryStore()
    state.fails = ['lost']
    const first = open(civic, store)
    await first.add(INPUT, [{ file: photo() }])
    await first.send()
    expect(await states(first)).toEqual(['waiting'])
    const second = open(civic, store)
    await second.send()
    expect(await states(second)).toEqual(['sent'])
    expect(taken.size).toBe(1)
    expect(state.uploads).toBe(1)
  })

  test('goes on where it was: a photo that has been uploaded is not uploaded again', async () => {
    const { civic, state, calls } = world()
    const store = memoryStore()
    const outbox = open(civic, store)
    await outbox.add(INPUT, [{ file: photo('a') }, { file: photo('b') }])
    const { upload } = civic.files
    vi.spyOn(civic.files, 'upload').mockImplementation(async (file, options) => {
      if (!('path' in file) && (await file.text()) === 'b' && state.uploads === 1) {
        state.uploads = 10
        throw new CivicError('NETWORK')
      }
      return upload(file, options)
    })
    await outbox.send()
    await open(civic, store).send()
    expect(calls).toEqual(['upload a', 'upload b', 'submit token-1,token-11'])
  })

  test('that may have got through before it was put in goes out as it was, under its key', async () => {
    const { civic, state, taken } = world()
    const body = { ...INPUT, photos: ['token-0'] }
    state.fails = ['lost']
    await expect(civic.appeals.submit(body, { idempotencyKey: 'k'.repeat(32) })).rejects.toThrow()
    const outbox = open(civic, memoryStore())
    await outbox.add(INPUT, [{ file: photo(), uploaded: { token: 'token-0', at: 0 } }], 'k'.repeat(32))
    await outbox.send()
    expect(await states(outbox)).toEqual(['sent'])
    expect(taken.size).toBe(1)
  })

  test('from two tabs that show one draft is one, before it is sent and after; with other words it is told apart', async () => {
    const { civic, taken } = world()
    const store = memoryStore()
    const [one, other] = [open(civic, store), open(civic, store)]
    const key = 'k'.repeat(32)
    await one.add(INPUT, [{ file: photo() }], key)
    await other.add(INPUT, [{ file: photo() }], key)
    expect(await states(other)).toEqual(['waiting'])
    await one.send()
    // That tab has not heard of it yet.
    const photos = ['token-1']
    await other.add({ ...INPUT, photos }, [], key)
    await other.add({ ...INPUT, photos, text: '路灯不亮，三天了' }, [], key)
    await other.send()
    expect(await states(other)).toEqual(['sent', 'refused'])
    expect(taken.size).toBe(1)
  })

  test('whose upload was swept meanwhile is sent with a new one', async () => {
    const { civic, state, calls } = world()
    const outbox = open(civic, memoryStore())
    state.gone.add('old')
    await outbox.add(INPUT, [{ file: photo('a'), uploaded: { token: 'old', at: Date.now() } }])
    await outbox.send()
    expect(calls).toEqual(['submit old', 'upload a', 'submit token-1'])
    expect(await states(outbox)).toEqual(['sent'])
  })

  test('that the server refuses stays, says why, holds up no other, and can be tried again', async () => {
    const { civic, state } = world()
    const outbox = open(civic, memoryStore())
    state.fails = [new CivicError('UNKNOWN_CATEGORY', { fields: { category: 'unknown' } })]
    const { id } = await outbox.add(INPUT)
    await outbox.add({ ...INPUT, text: '第二件' })
    await outbox.send()
    const [first, second] = await outbox.list()
    expect(first).toMatchObject({
      state: 'refused',
      problem: { code: 'UNKNOWN_CATEGORY', fields: { category: 'unknown' } },
      input: { text: '路灯不亮' },
    })
    expect(second?.state).toBe('sent')
    await outbox.retry(id)
    expect(await states(outbox)).toEqual(['sent', 'sent'])
  })

  test('that was put in while another is on its way goes in the same pass', async () => {
    const { civic, taken } = world()
    const outbox = open(civic, memoryStore())
    await outbox.add(INPUT)
    const { submit } = civic.appeals
    vi.spyOn(civic.appeals, 'submit').mockImplementationOnce(async (input, options) => {
      await outbox.add({ ...INPUT, text: '又一件' })
      return submit(input, options)
    })
    await outbox.send()
    expect(taken.size).toBe(2)
  })

  test('that is taken out while it is on its way does not come back', async () => {
    const { civic, state } = world()
    const outbox = open(civic, memoryStore())
    const { id } = await outbox.add(INPUT, [{ file: photo() }])
    const { upload } = civic.files
    vi.spyOn(civic.files, 'upload').mockImplementationOnce(async (file, options) => {
      await outbox.remove(id)
      return upload(file, options)
    })
    await outbox.send()
    expect(await outbox.list()).toEqual([])
    expect(state.uploads).toBe(1)
  })
})

describe('two tabs over one store', () => {
  test('send once, though both are told to at the same moment', async () => {
    const { civic, taken, calls } = world()
    const store = memoryStore()
    const tabs = [open(civic, store), open(civic, store)]
    await tabs[0]?.add(INPUT, [{ file: photo('a') }])
    await Promise.all(tabs.map((tab) => tab.send()))
    expect(calls).toEqual(['upload a', 'submit token-1'])
    expect(taken.size).toBe(1)
  })
})

describe('a draft', () => {
  test('is kept with its files until it is removed', async () => {
    const { civic } = world()
    const { drafts } = open(civic, memoryStore())
    await drafts.set('form', { text: '写了一半' }, [photo('p')])
    const found = await drafts.get<{ text: string }>('form')
    expect(found?.value.text).toBe('写了一半')
    expect([await found?.files[0]?.text(), found?.files[0]?.type]).toEqual(['p', 'image/jpeg'])
    await drafts.remove('form')
    expect(await drafts.get('form')).toBeNull()
  })
})

describe('an outbox that was started', () => {
  test('tries again by itself after what may pass, and tells whoever listens', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { civic, state, taken } = world()
      const outbox = open(civic, memoryStore())
      const told = vi.fn()
      outbox.onChange(told)
      state.fails = ['NETWORK', 'NETWORK']
      await outbox.add(INPUT)
      const stop = outbox.start()
      await vi.waitFor(() => expect(state.fails).toHaveLength(1))
      await vi.waitFor(async () => {
        await vi.advanceTimersByTimeAsync(5_000)
        expect(taken.size).toBe(1)
      })
      stop()
      expect(told).toHaveBeenCalled()
    } finally {
      vi.useRealTimers()
    }
  })
})
