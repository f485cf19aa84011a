import { expect, test } from 'vitest'
import { createLine } from './line.ts'

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

test('never more run than may', async () => {
  const line = createLine({ running: 2, waiting: 20, retryAfterMs: 1000 })
  let now = 0
  let most = 0
  const job = async (): Promise<void> => {
    most = Math.max(most, ++now)
    await tick()
    now--
  }
  await Promise.all(Array.from({ length: 20 }, () => line.run(job)))
  expect([most, now]).toEqual([2, 0])
})

test('who comes to a full queue is sent away and told when to come again', async () => {
  const line = createLine({ running: 1, waiting: 1, retryAfterMs: 2500 })
  const both = [line.run(tick), line.run(tick)]
  await expect(line.run(tick)).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 2500 })
  await Promise.all(both)
  await line.run(tick)
})

test('a job that throws gives its place back', async () => {
  const line = createLine({ running: 1, waiting: 5, retryAfterMs: 0 })
  const fails = line.run(() => Promise.reject(new Error('broken')))
  const works = line.run(() => Promise.resolve('done'))
  await expect(fails).rejects.toThrow('broken')
  expect(await works).toBe('done')
  expect(await line.run(() => Promise.resolve('again'))).toBe('again')
})
