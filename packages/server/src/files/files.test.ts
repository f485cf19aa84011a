import exifr from 'exifr'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { newKey } from '../../test/http.ts'
import { HUAWEI, photo, uploadServer } from '../../test/uploads.ts'
import { createDiskStorage } from './disk-storage.ts'
import { attachFile, filesOf } from './files.store.ts'
import { sweepFiles, sweepLostBytes } from './files.sweep.ts'
import type { FileStorage } from './storage.ts'

const { at, send, rows, kept } = uploadServer()

describe('a phone photo', () => {
  test('comes back upright and clean, and tells its sender when and where it was taken', async () => {
    const { status, file } = await send(HUAWEI)
    expect(status).toBe(201)
    expect(file).toMatchObject({ mime: 'image/jpeg', width: 1920, height: 2560, takenAt: null })
    expect(file.place?.lng).toBeCloseTo(121.1053, 4)
    for (const [address, side] of [
      [file.url, 2560],
      [file.thumb, 320],
    ] as const) {
      const response = await fetch(at.server.url + address)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect((await sharp(bytes).metadata()).height).toBe(side)
      expect(await exifr.parse(bytes, true)).toBeUndefined()
    }
  })

  test('says its time once that time has come', async () => {
    at.server.kernel.clock.set(Date.parse('2026-03-20T00:00:00Z'))
    expect((await send(HUAWEI)).file.takenAt).toBe('2026-03-14T00:21:05.000Z')
  })

  test('is served so that it can do nothing but be looked at', async () => {
    const { file } = await send(HUAWEI)
    const { headers } = await fetch(at.server.url + file.url)
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/)
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('has an address that expires and cannot be changed', async () => {
    const { file } = await send(HUAWEI)
    const status = async (address: string) => (await fetch(at.server.url + address)).status
    expect(await status(file.url)).toBe(200)
    expect(await status(file.url.replace('/files/', '/files/x'))).toBe(404)
    expect(await status(file.thumb.replace('&v=thumb', ''))).toBe(404)
    expect(await status(file.url.split('?')[0] ?? '')).toBe(404)
    const start = at.server.kernel.clock.now()
    at.server.kernel.clock.advance(2 * 3_600_000)
    expect(await status(file.url)).toBe(404)
    at.server.kernel.clock.set(start)
  })

  test.each(['xiaomi-offset.jpg', 'iphone-portrait.jpg', 'xiaomi-no-place.jpg', 'saved-from-chat.jpg'])(
    '%s is taken',
    async (name) => {
      expect((await send(photo(name))).status).toBe(201)
    },
  )

  test('may be PNG or WebP, whatever its name says', async () => {
    const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: '#248' } })
    expect((await send(await picture.clone().png().toBuffer(), { name: 'a.jpg' })).status).toBe(201)
    expect((await send(await picture.clone().webp().toBuffer(), { name: 'a.txt', type: 'text/plain' })).status).toBe(
      201,
    )
  })
})

describe('the same upload again', () => {
  test('with the same key and bytes is the same file', async () => {
    const key = newKey()
    const first = await send(HUAWEI, { key })
    const before = [await rows(), kept().length]
    const second = await send(HUAWEI, { key })
    expect(second.status).toBe(201)
    expect(second.file).toEqual(first.file)
    expect([await rows(), kept().length]).toEqual(before)
  })

  test('twice at once is one file', async () => {
    const key = newKey()
    const before = await rows()
    const [one, two] = await Promise.all([send(HUAWEI, { key }), send(HUAWEI, { key })])
    expect(one.file.token).toBe(two.file.token)
    expect(await rows()).toBe(before + 1)
    expect((await fetch(at.server.url + one.file.url)).status).toBe(200)
  })

  test('with the same key and other bytes is a conflict, and keeps the first', async () => {
    const key = newKey()
    const first = await send(HUAWEI, { key })
    const before = kept().length
    const other = await send(photo('iphone-portrait.jpg'), { key })
    expect([other.status, other.error.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT'])
    expect(kept().length).toBe(before)
    expect((await fetch(at.server.url + first.file.url)).status).toBe(200)
  })
})

describe('a photo that is needed', () => {
  const attach = (ownerId: number, token: string, thingId: number) =>
    at.server.db.work((tx) =>
      attachFile(tx, 'photo', { token, ownerKind: 'resident', ownerId, thingKind: 'appeal', thingId }),
    )

  test('is given to one thing, once, by its own sender', async () => {
    const { file } = await send(HUAWEI)
    expect(await attach(2, file.token, 7)).toBe(false)
    expect(await attach(1, file.token, 7)).toBe(true)
    expect(await attach(1, file.token, 8)).toBe(false)
    expect((await filesOf(at.server.db.read, 'appeal', 7)).map(({ token }) => token)).toEqual([file.token])
  })

  test('a photo that nobody attached is gone after a day, with its bytes; an attached one stays', async () => {
    const used = (await send(HUAWEI)).file
    const orphan = (await send(HUAWEI)).file
    await attach(1, used.token, 10)
    at.server.kernel.clock.advance(23 * 3_600_000)
    const young = (await send(HUAWEI)).file
    await sweepFiles(at.server.kernel, createDiskStorage(at.server.folder))
    expect(kept()).toContain(orphan.token)
    at.server.kernel.clock.advance(1 * 3_600_000 + 1)
    expect(await sweepFiles(at.server.kernel, createDiskStorage(at.server.folder))).toBeGreaterThan(0)
    expect(kept()).toEqual(expect.arrayContaining([used.token, `${used.token}.thumb`, young.token]))
    expect(kept()).not.toContain(orphan.token)
    expect(kept()).not.toContain(`${orphan.token}.thumb`)
    expect(await attach(1, orphan.token, 10)).toBe(false)
  })

  test('bytes whose row was never written are found and deleted', async () => {
    const { file } = await send(HUAWEI)
    const disk = createDiskStorage(at.server.folder)
    await disk.put('LOSTLOSTLOSTLOSTLOSTLO', Buffer.from('bytes'))
    const old: FileStorage = { ...disk, keysBefore: () => disk.keysBefore(Date.now() + 60_000) }
    expect(await sweepLostBytes(at.server.kernel, disk)).toBe(0)
    expect(await sweepLostBytes(at.server.kernel, old)).toBe(1)
    expect(kept()).toContain(file.token)
  })
})

test('while photos are worked on, others are answered', async () => {
  const state = { working: true }
  const uploads = Promise.all(Array.from({ length: 12 }, () => send(HUAWEI))).then((sent) => {
    state.working = false
    return sent
  })
  let answered = 0
  while (state.working) {
    await fetch(`${at.server.url}/healthz`)
    answered++
  }
  expect((await uploads).map(({ status }) => status)).toEqual(Array(12).fill(201))
  // Some seconds of work for the one that makes pictures; were it done on the event loop, hardly one would get through.
  expect(answered).toBeGreaterThan(24)
})
