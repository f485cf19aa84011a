import { describe, expect, it } from 'vitest'
import { define, ON_ARRAYS, ON_OBJECT, ON_STRINGS, ON_WINDOW } from './polyfills.ts'

describe('what old web-views lack', () => {
  it('Object.hasOwn asks the thing itself, not its prototype', () => {
    expect([ON_OBJECT.hasOwn({ a: 1 }, 'a'), ON_OBJECT.hasOwn({}, 'toString')]).toEqual([true, false])
  })
  it('Object.fromEntries takes pairs', () => {
    expect(
      ON_OBJECT.fromEntries(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    ).toEqual({ a: 1, b: 2 })
  })
  it('at counts from the end', () => {
    const { at } = ON_ARRAYS
    expect([at.call([1, 2, 3], -1), at.call([1, 2, 3], 0), at.call([], -1)]).toEqual([3, 1, undefined])
  })
  it('flat and flatMap open one level, and keep what is no list', () => {
    expect(ON_ARRAYS.flat.call([1, [2, [3]]])).toEqual([1, 2, [3]])
    expect(ON_ARRAYS.flatMap.call([1, 2], (n) => (n === 1 ? [] : [n, n]))).toEqual([2, 2])
  })
  it('replaceAll takes text and patterns', () => {
    const { replaceAll } = ON_STRINGS
    expect([replaceAll.call('a.b.c', '.', '-'), replaceAll.call('a1b2', /\d/g, '')]).toEqual(['a-b-c', 'ab'])
  })
  it('matchAll finds every place, also where nothing stands', () => {
    const found = (text: string, pattern: RegExp) =>
      [...ON_STRINGS.matchAll.call(text, pattern)].map((match) => [match.index, ...match])
    expect(found('a1b22', /[a-z](\d+)/g)).toEqual([
      [0, 'a1', '1'],
      [2, 'b22', '22'],
    ])
    expect(found('ab', /x*/g)).toHaveLength(3)
  })
  it('a request can be ended: who listens is told once, who no longer listens is not', () => {
    const controller = new ON_WINDOW.AbortController()
    const told: string[] = []
    const gone = () => told.push('gone')
    controller.signal.addEventListener('abort', () => told.push('told'))
    controller.signal.addEventListener('abort', gone)
    controller.signal.removeEventListener('abort', gone)
    expect(controller.signal.aborted).toBe(false)
    controller.abort()
    controller.abort()
    expect([controller.signal.aborted, told]).toEqual([true, ['told']])
  })
  it('what the browser has is left alone', () => {
    const own = () => 'own'
    const target = { at: own }
    define(target, { at: () => 'ours', flat: () => 'ours' })
    expect([target.at(), Reflect.get(target, 'flat')()]).toEqual(['own', 'ours'])
    expect(Object.keys(target)).toEqual(['at'])
  })
})
