import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newKey, signIn, startTestServer } from '../../test/http.ts'
import { HUAWEI, keptFiles, sendTo, unfinishedFiles, uploadServer } from '../../test/uploads.ts'
import { createDiskStorage } from './disk-storage.ts'
import { storageError } from './storage.ts'

const { at, send, rows, kept } = uploadServer()

describe('what is refused leaves nothing behind', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(5000)])
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(5000, 1)])
  test.each<[string, () => Parameters<typeof send>, number, string]>([
    ['a zip named png', () => [zip, { name: 'photo.png', type: 'image/png' }], 415, 'FILE_TYPE_UNSUPPORTED'],
    ['HEIC named jpg', () => [heic, { name: 'IMG_0001.jpg' }], 415, 'FILE_HEIC_UNSUPPORTED'],
    [
      'an SVG',
      () => [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
      415,
      'FILE_TYPE_UNSUPPORTED',
    ],
    ['nothing', () => [Buffer.alloc(0)], 415, 'FILE_TYPE_UNSUPPORTED'],
    ['a photo cut short', () => [HUAWEI.subarray(0, 40_000)], 422, 'FILE_DAMAGED'],
    ['a JPEG of three bytes', () => [Buffer.from([0xff, 0xd8, 0xff])], 422, 'FILE_DAMAGED'],
    [
      '10 MB and one byte',
      () => [Buffer.concat([HUAWEI, Buffer.alloc(10 * 1024 * 1024 + 1 - HUAWEI.length)])],
      413,
      'FILE_TOO_LARGE',
    ],
    ['30 MB', () => [Buffer.concat([HUAWEI, Buffer.alloc(30 * 1024 * 1024)])], 413, 'FILE_TOO_LARGE'],
    ['a part of another name', () => [HUAWEI, { field: 'picture' }], 400, 'BAD_INPUT'],
    ['no idempotency key', () => [HUAWEI, { key: '' }], 400, 'BAD_INPUT'],
    ['a guest', () => [HUAWEI, { token: 'x'.repeat(43) }], 401, 'UNAUTHENTICATED'],
  ])('%s', async (_what, make, status, code) => {
    const before = [await rows(), kept().length]
    const answer = await send(...make())
    expect([answer.status, answer.error.code]).toEqual([status, code])
    expect([await rows(), kept().length]).toEqual(before)
    expect(unfinishedFiles(at.server.folder)).toEqual([])
  })

  test('exactly 10 MB is not too much', async () => {
    const padded = Buffer.concat([HUAWEI, Buffer.alloc(10 * 1024 * 1024 - HUAWEI.length)])
    expect((await send(padded)).status).toBe(201)
  })

  test('two files in one request', async () => {
    const form = new FormData()
    for (const name of ['a.jpg', 'b.jpg']) form.append('file', new File([new Uint8Array(HUAWEI)], name))
    const response = await fetch(`${at.server.url}/api/files`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${at.li}`, 'idempotency-key': newKey() },
    })
    expect(response.status).toBe(400)
  })

  test('a body that is no multipart', async () => {
    for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
      const response = await fetch(`${at.server.url}/api/files`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': type, authorization: `Bearer ${at.li}`, 'idempotency-key': newKey() },
      })
      expect(response.status, type).toBe(400)
    }
    expect(unfinishedFiles(at.server.folder)).toEqual([])
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
    const sent = fetch(`${at.server.url}/api/files`, {
      method: 'POST',
      body,
      duplex: 'half',
      signal: abort.signal,
      headers: {
        'content-type': 'multipart/form-data; boundary=b',
        authorization: `Bearer ${at.li}`,
        'idempotency-key': newKey(),
      },
    })
    await expect.poll(() => unfinishedFiles(at.server.folder).length).toBe(1)
    abort.abort()
    await expect(sent).rejects.toThrow()
    await expect.poll(() => unfinishedFiles(at.server.folder).length).toBe(0)
    expect(await rows()).toBe(before)
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
    const tight = await startTestServer({
      storage: () =>
        mounted
          ? small
          : {
              ...small,
              put: async () => {
                throw storageError(full)
              },
            },
    })
    try {
      const { token } = await signIn(tight.url, 'li')
      const { status, error } = await sendTo(tight.url, token, HUAWEI)
      expect([status, error.code, error.retryable]).toEqual([507, 'STORAGE_FULL', false])
      expect(await tight.db.read.all('SELECT "id" FROM "File"')).toEqual([])
      expect(unfinishedFiles(join(folder, 'small'))).toEqual([])
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
