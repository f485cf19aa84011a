import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCommand } from './use-command.ts'
import { useDraft, type DraftStore } from './use-draft.ts'
import { useList, type Page } from './use-list.ts'
import { useLoad } from './use-load.ts'

function answers<T>() {
  const waiting: { resolve: (value: T) => void; reject: (why: unknown) => void; signal: AbortSignal }[] = []
  const load = (signal: AbortSignal) => new Promise<T>((resolve, reject) => waiting.push({ resolve, reject, signal }))
  return { waiting, load }
}

describe('useLoad', () => {
  it('the answer of an older run does not overwrite a newer one', async () => {
    const { waiting, load } = answers<string>()
    const scope = effectScope()
    const loaded = scope.run(() => useLoad(load))
    const first = loaded?.run()
    const second = loaded?.run()
    waiting[1]?.resolve('new')
    await second
    waiting[0]?.resolve('old')
    await first
    expect(loaded?.state.value).toEqual({ phase: 'ready', value: 'new' })
  })
  it('what is shown stays while it is loaded again, and when that fails', async () => {
    const { waiting, load } = answers<string>()
    const loaded = effectScope().run(() => useLoad(load))
    loaded?.set('known')
    const again = loaded?.run()
    expect(loaded?.state.value).toEqual({ phase: 'ready', value: 'known' })
    waiting[0]?.reject(new Error('no'))
    await again
    expect(loaded?.state.value).toMatchObject({ phase: 'failed', value: 'known' })
  })
  it('leaving the screen ends the request', () => {
    const { waiting, load } = answers<string>()
    const scope = effectScope()
    void scope.run(() => useLoad(load))?.run()
    scope.stop()
    expect(waiting[0]?.signal.aborted).toBe(true)
  })
})

describe('useList', () => {
  const pages: Record<string, Page<number>> = {
    first: { items: [1, 2], nextCursor: 'b' },
    b: { items: [3], nextCursor: null },
  }
  it('adds page to page until there is no cursor', async () => {
    const list = effectScope().run(() =>
      useList(async (cursor) => pages[cursor ?? 'first'] ?? { items: [], nextCursor: null }),
    )
    await list?.refresh()
    await list?.more()
    await list?.more()
    expect(list?.items.value).toEqual([1, 2, 3])
    expect(list?.atEnd.value).toBe(true)
  })
  it('a page that failed can be asked for again', async () => {
    let fail = true
    const list = effectScope().run(() =>
      useList(async (cursor) => {
        if (cursor === 'b' && fail) throw new Error('no')
        return pages[cursor ?? 'first'] ?? { items: [], nextCursor: null }
      }),
    )
    await list?.refresh()
    await list?.more()
    expect(list?.phase.value).toBe('failed')
    fail = false
    await list?.more()
    expect(list?.items.value).toEqual([1, 2, 3])
  })
})

describe('useDraft', () => {
  const kept = new Map<string, string>()
  const store: DraftStore = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
  const blank = () => ({ text: '', photos: [] as string[] })
  beforeEach(() => {
    kept.clear()
    vi.useFakeTimers()
  })
  afterEach(() => void vi.useRealTimers())
  const open = () => {
    const scope = effectScope()
    const draft = scope.run(() => useDraft('d', blank, store))
    if (!draft) throw new Error('no scope')
    return { scope, draft }
  }

  it('what was typed just before leaving is kept', () => {
    const { scope, draft } = open()
    draft.value.text = '路灯'
    scope.stop()
    expect(open().draft).toMatchObject({ found: true, value: { text: '路灯', photos: [] } })
  })
  it('what was typed a moment ago is kept at once when the page is about to go', () => {
    const { draft } = open()
    draft.value.text = '路灯坏了'
    draft.keep()
    expect(store.get('d')).toContain('路灯坏了')
  })
  it('a dropped draft is gone', () => {
    const { draft } = open()
    draft.value.photos.push('a')
    vi.runAllTimers()
    expect(kept.size).toBe(1)
    draft.drop()
    vi.runAllTimers()
    expect(open().draft).toMatchObject({ found: false, value: { text: '', photos: [] } })
  })
  it('a draft older than a week is not shown', () => {
    kept.set('d', JSON.stringify({ at: Date.now() - 8 * 86_400_000, value: { text: 'old' } }))
    expect(open().draft.value.text).toBe('')
  })
  it('a broken draft is no draft, and keys from an older build are left out', () => {
    kept.set('d', '{"at":')
    expect(open().draft.found).toBe(false)
    kept.set('d', JSON.stringify({ at: Date.now(), value: { text: 'a', gone: 1 } }))
    expect(open().draft.value).toEqual({ text: 'a', photos: [] })
  })
})

describe('useCommand', () => {
  it('a second tap does nothing while the first is under way', async () => {
    const work = vi.fn(async (n: number) => n)
    const command = useCommand(work)
    const [first, second] = await Promise.all([command.run(1), command.run(2)])
    expect([first, second, work.mock.calls.length]).toEqual([1, undefined, 1])
  })
  it('a failure is kept until the next try', async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce('yes')
    const command = useCommand(work)
    expect(await command.run()).toBeUndefined()
    expect(command.error.value).toBeInstanceOf(Error)
    expect(await command.run()).toBe('yes')
    expect(command.error.value).toBeNull()
  })
})
