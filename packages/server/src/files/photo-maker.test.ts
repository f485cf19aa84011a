import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createLine } from './line.ts'
import { createPhotoMaker, type PhotoMaker } from './photo-maker.ts'

const path = join(import.meta.dirname, '../../test/photos/iphone-portrait.jpg')
const job = { path, type: 'image/jpeg', utcOffsetMinutes: 480, now: Date.parse('2026-04-01T00:00:00Z') } as const

let maker: PhotoMaker
afterEach(async () => {
  maker.stop()
  await vi.waitUntil(() => workers().length === 0, 10_000)
})
const start = (running = 1): PhotoMaker =>
  (maker = createPhotoMaker(createLine({ running, waiting: 20, retryAfterMs: 1000 })))

/** Processes that this one has started. */
function children(): number[] {
  const text = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim()
  return text ? text.split(' ').map(Number) : []
}
const workers = (): number[] => children().filter((pid) => commandOf(pid).includes('photo.worker'))

/** '' of one that has ended since it was listed. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

test('a photo comes back whole from the other process, with its time and place', async () => {
  const { photo, thumb, width, height, origin } = await start().make(job)
  expect([width, height]).toEqual([1920, 2560])
  expect(photo.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  expect(thumb.length).toBeLessThan(photo.length)
  expect(new Date(origin.takenAt ?? 0).toISOString()).toBe('2026-03-16T04:00:59.000Z')
  expect(origin.place?.lat).toBeCloseTo(31.4601, 4)
})

test('what the other process refuses is refused here, by the same code', async () => {
  const cut = join(mkdtempSync(join(tmpdir(), 'civic-maker-')), 'cut.jpg')
  writeFileSync(cut, readFileSync(path).subarray(0, 30_000))
  await expect(start().make({ ...job, path: cut })).rejects.toMatchObject({ code: 'FILE_DAMAGED' })
  expect((await maker.make(job)).width).toBe(1920)
})

test('one process does one job after the other; two do two at a time', async () => {
  start()
  await Promise.all([maker.make(job), maker.make(job), maker.make(job)])
  expect(workers()).toHaveLength(1)
  maker.stop()
  await expect.poll(() => workers().length).toBe(0)
  start(2)
  await Promise.all([maker.make(job), maker.make(job), maker.make(job)])
  expect(workers()).toHaveLength(2)
})

test('a picture that brings its process down costs nobody else anything', async () => {
  start()
  await maker.make(job)
  const fatal = maker.make(job)
  const next = maker.make(job)
  for (const pid of workers()) process.kill(pid, 'SIGKILL')
  await expect(fatal).rejects.toMatchObject({ code: 'FILE_DAMAGED' })
  expect((await next).width).toBe(1920)
})

test('the other process is told no secret', async () => {
  process.env.CIVICGRID_MASTER_KEYS = 'k1:secret'
  await start().make(job)
  delete process.env.CIVICGRID_MASTER_KEYS
  for (const pid of workers()) expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('secret')
})
