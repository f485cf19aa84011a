import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useQuiet } from './use-quiet.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(ask = (words: string) => Promise.resolve([words])) {
  const text = ref('')
  const asked = vi.fn(ask)
  const found = effectScope().run(() => useQuiet(() => text.value.trim() || null, asked, [] as string[]))
  const type = async (words: string, ms: number) => {
    text.value = words
    await nextTick()
    await vi.advanceTimersByTimeAsync(ms)
  }
  return { asked, found: () => found?.value, type }
}

describe('what is asked while somebody writes', () => {
  it('is asked once the words rest, not at every key', async () => {
    const { asked, found, type } = open()
    for (const words of ['路', '路灯', '路灯坏']) await type(words, 100)
    expect(asked).not.toHaveBeenCalled()
    await type('路灯坏了', 1000)
    expect(asked.mock.calls.map(([words]) => words)).toEqual(['路灯坏了'])
    expect(found()).toEqual(['路灯坏了'])
  })
  it('stays while more is written, and goes with the words', async () => {
    const { found, type } = open()
    await type('路灯', 1000)
    await type('路灯坏', 100)
    expect(found()).toEqual(['路灯'])
    await type('', 0)
    expect(found()).toEqual([])
  })
  it('that comes late does not take the place of what was asked after it', async () => {
    const late = new Map<string, (found: string[]) => void>()
    const { found, type } = open((words) => new Promise((resolve) => late.set(words, resolve)))
    await type('先', 1000)
    await type('后', 1000)
    late.get('后')?.(['后'])
    late.get('先')?.(['先'])
    await vi.advanceTimersByTimeAsync(0)
    expect(found()).toEqual(['后'])
  })
  it('and fails is as nothing found; of a long text the beginning is asked about', async () => {
    const { asked, found, type } = open(() => Promise.reject(new Error('no network')))
    await type('水'.repeat(4000), 1000)
    expect(found()).toEqual([])
    expect(asked.mock.calls[0]?.[0]).toHaveLength(400)
  })
})
