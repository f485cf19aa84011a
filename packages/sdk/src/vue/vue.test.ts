import { createApp, effectScope, nextTick, ref, type App, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ResidentCivic } from '../civic.resident.ts'
import type { Pages } from '../pages.ts'
import type { AppealUpdate } from '../watch.ts'
import { CivicAppeal, CivicProgress, civicPlugin, useAppeal, useCivic, usePages } from './index.ts'

// Composables in an app that is never mounted, and components as what they render.

let app: App
let scope: EffectScope
beforeEach(() => {
  app = createApp({})
  scope = effectScope()
})
afterEach(() => scope.stop())
const inApp = <T>(use: () => T): T => app.runWithContext(() => scope.run(use)) as T

/** Updates of an appeal, one at a time as the test lets them come. */
function followed() {
  const asked: { code: string; signal: AbortSignal | undefined }[] = []
  let next: (update: AppealUpdate | Error) => void = () => undefined
  async function* watch(code: string, { signal }: { signal?: AbortSignal } = {}) {
    asked.push({ code, signal })
    for (;;) {
      const came = await new Promise<AppealUpdate | Error>((resolve) => (next = resolve))
      if (came instanceof Error) throw came
      if (signal?.aborted) return
      yield came
    }
  }
  // The one facade that is used.
  const civic = { appeals: { watch } } as never as ResidentCivic
  const tell = async (update: AppealUpdate | Error) => {
    next(update)
    await vi.waitFor(() => nextTick())
  }
  return { civic, asked, tell }
}
const update = (version: number, ...seqs: number[]) =>
  ({ progress: { version }, entries: seqs.map((seq) => ({ seq })) }) as never as AppealUpdate

describe('useAppeal', () => {
  test('follows an appeal while the component lives, another where the code changes', async () => {
    const { civic, asked, tell } = followed()
    app.use(civicPlugin(civic))
    const code = ref('A')
    const live = inApp(() => useAppeal(code))
    await tell(update(1, 1, 2))
    await vi.waitFor(() => expect(live.progress.value?.version).toBe(1))
    expect(live.fresh.value).toEqual([])
    await tell(update(2, 3))
    await vi.waitFor(() => expect(live.fresh.value).toMatchObject([{ seq: 3 }]))
    code.value = 'B'
    await nextTick()
    expect([live.progress.value, asked.map((one) => one.code), asked[0]?.signal?.aborted]).toEqual([
      null,
      ['A', 'B'],
      true,
    ])
    scope.stop()
    expect(asked[1]?.signal?.aborted).toBe(true)
  })
  test('says why nothing more comes, and begins anew when asked', async () => {
    const { civic, asked, tell } = followed()
    app.use(civicPlugin(civic))
    const live = inApp(() => useAppeal('A'))
    await tell(new Error('gone'))
    await vi.waitFor(() => expect(live.error.value).toMatchObject({ message: 'gone' }))
    live.reload()
    expect([live.error.value, asked.length]).toEqual([null, 2])
  })
})

describe('usePages', () => {
  const list = (name: string, pages: number): Pages<string> => ({
    page: (cursor) => {
      const at = cursor ? Number(cursor) : 0
      return Promise.resolve({ items: [`${name}${at}`], nextCursor: at + 1 < pages ? String(at + 1) : null })
    },
    // Not read here.
    [Symbol.asyncIterator]: () => Promise.reject(new Error('not read')) as never,
  })
  test('has the first page at once and the next when asked, up to the end', async () => {
    const { items, done, more } = inApp(() => usePages(() => list('a', 2)))
    await vi.waitFor(() => expect(items.value).toEqual(['a0']))
    await more()
    expect([items.value, done.value]).toEqual([['a0', 'a1'], true])
    await more()
    expect(items.value).toEqual(['a0', 'a1'])
  })
  test('begins anew with another filter, and what the one before still brings is none of it', async () => {
    const name = ref('a')
    const slow = Promise.withResolvers<{ items: string[]; nextCursor: null }>()
    const { items } = inApp(() =>
      usePages(() => (name.value === 'a' ? { ...list('a', 1), page: () => slow.promise } : list('b', 1))),
    )
    name.value = 'b'
    await vi.waitFor(() => expect(items.value).toEqual(['b0']))
    slow.resolve({ items: ['a0'], nextCursor: null })
    await slow.promise
    await nextTick()
    expect(items.value).toEqual(['b0'])
  })
  test('says what failed, and tries the same page again', async () => {
    const page = vi.fn<Pages<string>['page']>().mockRejectedValueOnce(new Error('away'))
    page.mockResolvedValue({ items: ['a0'], nextCursor: null })
    const { items, error, more } = inApp(() => usePages(() => ({ ...list('a', 1), page })))
    await vi.waitFor(() => expect(error.value).toMatchObject({ message: 'away' }))
    await more()
    expect([items.value, error.value]).toEqual([['a0'], null])
  })
})

test('without the plugin one is told so', () => {
  expect(() => inApp(() => useCivic())).toThrow('civicPlugin')
})

test('the components are the elements, with what they are given as attributes and the secret as a property', () => {
  const secret = () => 'secret'
  const emit = vi.fn()
  const render = (component: typeof CivicAppeal | typeof CivicProgress, props: object) => {
    const setup = Reflect.get(component, 'setup') as (
      props: object,
      context: object,
    ) => () => {
      type: string
      props: Record<string, unknown>
    }
    return setup(props, { emit })()
  }
  const shown = render(CivicProgress, { integration: 'civic_a', secret, elder: true, code: 'A' })
  expect([shown.type, shown.props]).toMatchObject([
    'civic-progress',
    { integration: 'civic_a', code: 'A', '^elder': '', '.secret': secret },
  ])
  const sent = shown.props['onCivic-sent'] as (event: object) => void
  sent({ detail: { code: 'B' } })
  expect(emit).toHaveBeenCalledWith('sent', { code: 'B' })
  expect(render(CivicAppeal, { integration: 'civic_a', secret, elder: false }).props['^elder']).toBeNull()
})
