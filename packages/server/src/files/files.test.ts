import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivicErrorShape, UploadedFile } from '@civicgrid/contracts'
import { newKey, signIn, startTestServer, type TestServer } from '../../test/http.ts'
import { createDiskStorage } from './disk-storage.ts'
import { attachFile, filesOf } from './files.store.ts'
import { sweepFiles, sweepLostBytes } from './files.sweep.ts'
import type { FileStorage } from './storage.ts'

const photo = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../test/photos', name))
const HUAWEI = photo('huawei-portrait.jpg')

let server: TestServer
let li: string
beforeAll(async () => {
  server = await startTestServer()
  li = (await signIn(server.url, 'li')).token
})
afterAll(() => server.stop())

type Sent = { status: number; file: UploadedFile; error: CivicErrorShape; headers: Headers }

async function send(bytes: Uint8Array, { token = li, key = newKey(), name = 'photo.jpg', type = 'image/jpeg', field = 'file', url = server.url } = {}): Promise<Sent> {
  const form = new FormData()
  form.append(field, new File([new Uint8Array(bytes)], name, { type }))
  const response = await fetch(`${url}/api/files`, { method: 'POST', body: form, headers: { authorization: `Bearer ${token}`, 'idempotency-key': key } })
  const body = JSON.parse(await response.text())
  return { status: response.status, file: body, error: body.error?.data.civic, headers: response.headers }
}
const rows = async (): Promise<number> => Number((await server.db.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM "File"'))?.n)
const keptFiles = (folder = server.folder): string[] => readdirSync(join(folder, 'kept'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
const unfinished = (folder = server.folder): string[] => readdirSync(join(folder, 'unfinished'))

describe('a phone photo', () => {
  test('comes back upright and clean, and tells its sender when and where it was taken', async () => {
    const { status, file } = await send(HUAWEI)
    expect(status).toBe(201)
    expect(file).toMatchObject({ mime: 'image/jpeg', width: 1920, height: 2560, takenAt: null })
    expect(file.place?.lng).toBeCloseTo(121.1053, 4)
    for (const [address, side] of [[file.url, 2560], [file.thumb, 320]] as const) {
      const response = await fetch(server.url + address)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect((await sharp(bytes).metadata()).height).toBe(side)
      expect(await exifr.parse(bytes, true)).toBeUndefined()
    }
  })

  test('says its time once that time has come', async () => {
    server.kernel.clock.set(Date.parse('2026-03-20T00:00:00Z'))
    expect((await send(HUAWEI)).file.takenAt).toBe('2026-03-14T00:21:05.000Z')
  })

  test('is served so that it can do nothing but be looked at', async () => {
    const { file } = await send(HUAWEI)
    const { headers } = await fetch(server.url + file.url)
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/)
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('has an address that expires and cannot be changed', async () => {
    const { file } = await send(HUAWEI)
    const status = async (address: string) => (await fetch(server.url + address)).status
    expect(await status(file.url)).toBe(200)
    expect(await status(file.url.replace('/files/', '/files/x'))).toBe(404)
    expect(await status(file.thumb.replace('&v=thumb', ''))).toBe(404)
    expect(await status(file.url.split('?')[0] ?? '')).toBe(404)
    const start = server.kernel.clock.now()
    server.kernel.clock.advance(2 * 3_600_000)
    expect(await status(file.url)).toBe(404)
    server.kernel.clock.set(start)
  })

  test.each(['xiaomi-offset.jpg', 'iphone-portrait.jpg', 'xiaomi-no-place.jpg', 'saved-from-chat.jpg'])('%s is taken', async (name) => {
    expect((await send(photo(name))).status).toBe(201)
  })

  test('may be PNG or WebP, whatever its name says', async () => {
    const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: '#248' } })
    expect((await send(await picture.clone().png().toBuffer(), { name: 'a.jpg' })).status).toBe(201)
    expect((await send(await picture.clone().webp().toBuffer(), { name: 'a.txt', type: 'text/plain' })).status).toBe(201)
  })
})

describe('what is refused leaves nothing behind', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(5000)])
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(5000, 1)])
  test.each<[string, () => Parameters<typeof send>, number, string]>([
    ['a zip named png', () => [zip, { name: 'photo.png', type: 'image/png' }], 415, 'FILE_TYPE_UNSUPPORTED'],
    ['HEIC named jpg', () => [heic, { name: 'IMG_0001.jpg' }], 415, 'FILE_HEIC_UNSUPPORTED'],
    ['an SVG', () => [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')], 415, 'FILE_TYPE_UNSUPPORTED'],
    ['nothing', () => [Buffer.alloc(0)], 415, 'FILE_TYPE_UNSUPPORTED'],
    ['a photo cut short', () => [HUAWEI.subarray(0, 40_000)], 422, 'FILE_DAMAGED'],
    ['a JPEG of three bytes', () => [Buffer.from([0xff, 0xd8, 0xff])], 422, 'FILE_DAMAGED'],
    ['10 MB and one byte', () => [Buffer.concat([HUAWEI, Buffer.alloc(10 * 1024 * 1024 + 1 - HUAWEI.length)])], 413, 'FILE_TOO_LARGE'],
    ['30 MB', () => [Buffer.concat([HUAWEI, Buffer.alloc(30 * 1024 * 1024)])], 413, 'FILE_TOO_LARGE'],
    ['a part of another name', () => [HUAWEI, { field: 'picture' }], 400, 'BAD_INPUT'],
    ['no idempotency key', () => [HUAWEI, { key: '' }], 400, 'BAD_INPUT'],
    ['a guest', () => [HUAWEI, { token: 'x'.repeat(43) }], 401, 'UNAUTHENTICATED'],
  ])('%s', async (_what, make, status, code) => {
    const before = [await rows(), keptFiles().length]
    const answer = await send(...make())
    expect([answer.status, answer.error.code]).toEqual([status, code])
    expect([await rows(), keptFiles().length]).toEqual(before)
    expect(unfinished()).toEqual([])
  })

  test('exactly 10 MB is not too much', async () => {
    const padded = Buffer.concat([HUAWEI, Buffer.alloc(10 * 1024 * 1024 - HUAWEI.length)])
    expect((await send(padded)).status).toBe(201)
  })

  test('two files in one request', async () => {
    const form = new FormData()
    for (const name of ['a.jpg', 'b.jpg']) form.append('file', new File([new Uint8Array(HUAWEI)], name))
    const response = await fetch(`${server.url}/api/files`, { method: 'POST', body: form, headers: { authorization: `Bearer ${li}`, 'idempotency-key': newKey() } })
    expect(response.status).toBe(400)
  })

  test('a body that is no multipart', async () => {
    for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
      const response = await fetch(`${server.url}/api/files`, { method: 'POST', body: '{}', headers: { 'content-type': type, authorization: `Bearer ${li}`, 'idempotency-key': newKey() } })
      expect(response.status, type).toBe(400)
    }
    expect(unfinished()).toEqual([])
  })

  test('an upload that its sender broke off', async () => {
    const before = await rows()
    const abort = new AbortController()
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'))
        controller.enqueue(HUAWEI.subarray(0, 30_000))
      },
    })
    const sent = fetch(`${server.url}/api/files`, { method: 'POST', body, duplex: 'half', signal: abort.signal, headers: { 'content-type': 'multipart/form-data; boundary=b', authorization: `Bearer ${li}`, 'idempotency-key': newKey() } })
    await expect.poll(() => unfinished().length).toBe(1)
    abort.abort()
    await expect(sent).rejects.toThrow()
    await expect.poll(() => unfinished().length).toBe(0)
    expect(await rows()).toBe(before)
  })
})

describe('the same upload again', () => {
  test('with the same key and bytes is the same file', async () => {
    const key = newKey()
    const first = await send(HUAWEI, { key })
    const before = [await rows(), keptFiles().length]
    const second = await send(HUAWEI, { key })
    expect(second.status).toBe(201)
    expect(second.file).toEqual(first.file)
    expect([await rows(), keptFiles().length]).toEqual(before)
  })

  test('twice at once is one file', async () => {
    const key = newKey()
    const before = await rows()
    const [one, two] = await Promise.all([send(HUAWEI, { key }), send(HUAWEI, { key })])
    expect(one.file.token).toBe(two.file.token)
    expect(await rows()).toBe(before + 1)
    expect((await fetch(server.url + one.file.url)).status).toBe(200)
  })

  test('with the same key and other bytes is a conflict, and keeps the first', async () => {
    const key = newKey()
    const first = await send(HUAWEI, { key })
    const before = keptFiles().length
    const other = await send(photo('iphone-portrait.jpg'), { key })
    expect([other.status, other.error.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT'])
    expect(keptFiles().length).toBe(before)
    expect((await fetch(server.url + first.file.url)).status).toBe(200)
  })
})

describe('a photo that is needed', () => {
  const attach = (ownerId: number, token: string, thingId: number) =>
    server.db.work((tx) => attachFile(tx, { token, ownerKind: 'resident', ownerId, thingKind: 'appeal', thingId }))

  test('is given to one thing, once, by its own sender', async () => {
    const { file } = await send(HUAWEI)
    expect(await attach(2, file.token, 7)).toBe(false)
    expect(await attach(1, file.token, 7)).toBe(true)
    expect(await attach(1, file.token, 8)).toBe(false)
    expect((await filesOf(server.db.read, 'appeal', 7)).map(({ token }) => token)).toEqual([file.token])
  })

  test('a photo that nobody attached is gone after a day, with its bytes; an attached one stays', async () => {
    const kept = (await send(HUAWEI)).file
    const orphan = (await send(HUAWEI)).file
    await attach(1, kept.token, 10)
    server.kernel.clock.advance(23 * 3_600_000)
    const young = (await send(HUAWEI)).file
    await sweepFiles(server.kernel, createDiskStorage(server.folder))
    expect(keptFiles()).toContain(orphan.token)
    server.kernel.clock.advance(1 * 3_600_000 + 1)
    expect(await sweepFiles(server.kernel, createDiskStorage(server.folder))).toBeGreaterThan(0)
    expect(keptFiles()).toEqual(expect.arrayContaining([kept.token, `${kept.token}.thumb`, young.token]))
    expect(keptFiles()).not.toContain(orphan.token)
    expect(keptFiles()).not.toContain(`${orphan.token}.thumb`)
    expect(await attach(1, orphan.token, 10)).toBe(false)
  })

  test('bytes whose row was never written are found and deleted', async () => {
    const { file } = await send(HUAWEI)
    const disk = createDiskStorage(server.folder)
    await disk.put('LOSTLOSTLOSTLOSTLOSTLO', Buffer.from('bytes'))
    const old: FileStorage = { ...disk, keysBefore: () => disk.keysBefore(Date.now() + 60_000) }
    expect(await sweepLostBytes(server.kernel, disk)).toBe(0)
    expect(await sweepLostBytes(server.kernel, old)).toBe(1)
    expect(keptFiles()).toContain(file.token)
  })
})

describe('a full disk', () => {
  test('is told as such, and nothing half-written stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'civic-full-'))
    mkdirSync(join(folder, 'small'))
    // A file system of its own, 64 kB small; without the right to mount one, a disk that says it is full.
    const mounted = mount(join(folder, 'small'))
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const small = createDiskStorage(join(folder, 'small'))
    const tight = await startTestServer({ storage: () => (mounted ? small : { ...small, put: async () => { throw (await import('./storage.ts')).storageError(full) } }) })
    try {
      const { token } = await signIn(tight.url, 'li')
      const { status, error } = await send(HUAWEI, { token, url: tight.url })
      expect([status, error.code, error.retryable]).toEqual([507, 'STORAGE_FULL', false])
      expect(await tight.db.read.all('SELECT "id" FROM "File"')).toEqual([])
      expect(unfinished(join(folder, 'small'))).toEqual([])
      if (mounted) expect(keptFiles(join(folder, 'small'))).toEqual([])
      // Reading goes on.
      expect((await fetch(`${tight.url}/healthz`)).status).toBe(200)
    } finally {
      await tight.stop()
      if (mounted) execFileSync('umount', [join(folder, 'small')])
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
