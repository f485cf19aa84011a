import { describe, expect, test } from 'vitest'
import { serverThat, type Seen } from '../server.fixtures.ts'

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )
const kept = {
  token: 'k'.repeat(22),
  url: '/files/a',
  thumb: '/files/b',
  mime: 'image/jpeg',
  bytes: 3,
  width: 1,
  height: 1,
  takenAt: null,
  place: null,
}
const ok = { raw: JSON.stringify(kept), status: 200 }
const photo = new File([new Uint8Array([0xff, 0xd8, 0xff])], 'lamp.jpg', { type: 'image/jpeg' })
const form = ({ raw, headers }: Seen) =>
  new Response(new Uint8Array(raw), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()

describe('an upload', () => {
  test('is one multipart part named file, and its answer is the kept photo', async () => {
    const { civic, seen } = await serverThat(() => ok)
    expect(await civic.files.upload(photo)).toEqual(kept)
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/api/files' })
    const part = seen[0] && (await form(seen[0])).get('file')
    expect(part).toBeInstanceOf(File)
    expect((part as File).name).toBe('lamp.jpg')
    expect(new Uint8Array(await (part as File).arrayBuffer())).toEqual(new Uint8Array([0xff, 0xd8, 0xff]))
  })
  test('is tried again with the same key and all its bytes', async () => {
    const { civic, seen } = await serverThat((_, nth) => (nth === 0 ? 'hang up' : ok))
    await civic.files.upload(new Blob([photo]), { name: 'again.jpg' })
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    const names = await Promise.all(seen.map(async (one) => ((await form(one)).get('file') as File).name))
    expect(names).toEqual(['again.jpg', 'again.jpg'])
  })
  test('says what the server found wrong, once', async () => {
    const { civic, seen } = await serverThat(() => ({ code: 'FILE_HEIC_UNSUPPORTED' }))
    expect(await caught(civic.files.upload(photo))).toMatchObject({ code: 'FILE_HEIC_UNSUPPORTED', status: 415 })
    expect(seen).toHaveLength(1)
  })
  test('stops when it is told to', { timeout: 5_000 }, async () => {
    const stop = new AbortController()
    const { civic, seen } = await serverThat(() => 'silence')
    const upload = caught(civic.files.upload(photo, { signal: stop.signal }))
    await expect.poll(() => seen.length).toBe(1)
    stop.abort()
    expect(await upload).toMatchObject({ name: 'AbortError' })
    await seen[0]?.gone
  })
  test('has addresses that are completed with the server’s', async () => {
    const { civic, baseUrl } = await serverThat(() => ok)
    expect(civic.files.url('/files/a?sig=1')).toBe(`${baseUrl}/files/a?sig=1`)
    expect(civic.files.url('https://cdn.example.cn/a')).toBe('https://cdn.example.cn/a')
  })
})
