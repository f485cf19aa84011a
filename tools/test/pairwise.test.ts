import { expect, test } from 'vitest'
import { pairwise } from './pairwise.ts'

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('two jobs run at once and never three, and results keep the order of the jobs', async () => {
  let running = 0
  const seen: number[] = []
  const job = (name: string, ms: number) => async () => {
    seen.push(++running)
    await later(ms)
    running--
    return name
  }
  expect(await pairwise([job('slow', 30), job('quick', 1), job('third', 1), job('fourth', 1)])).toEqual([
    'slow',
    'quick',
    'third',
    'fourth',
  ])
  expect(Math.max(...seen)).toBe(2)
})

test('a job that throws rejects the whole run', async () => {
  await expect(pairwise([async () => Promise.reject(new Error('broken'))])).rejects.toThrow('broken')
})
