import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { usePhotos, type BlobStore, type KeptPhoto, type Photos, type PhotosOptions } from './use-photos.ts'

function memory(): BlobStore & { size(): number } {
  const map = new Map<string, Blob>()
  return {
    get: async (id) => map.get(id) ?? null,
    put: async (id, blob) => void map.set(id, blob),
    remove: async (id) => void map.delete(id),
    size: () => map.size,
  }
}
const file = (name: string) => new File(['x'], name, { type: 'image/jpeg' })

function open(options: Partial<PhotosOptions> = {}) {
  const blobs = memory()
  let n = 0
  let kept: KeptPhoto[] = []
  const send = vi.fn<PhotosOptions['send']>(async () => ({ token: `token-${++n}`, takenAt: null, place: null }))
  const scope = effectScope()
  let ids = 0
  const photos = scope.run(() =>
    usePhotos({
      shrink: async (photo) => ({ blob: photo, preview: `data:${photo.name}` }),
      send,
      blobs,
      maySend: () => true,
      onChange: (list) => (kept = list),
      newId: () => `id-${++ids}`,
      ...options,
    }),
  ) as Photos
  return { photos, blobs, send, scope, kept: () => kept }
}

describe('photos of a form', () => {
  it('are sent as they are added and named in their order', async () => {
    const { photos, kept } = open()
    await photos.add([file('a'), file('b')])
    await photos.sendAll()
    expect(photos.tokens.value).toEqual(['token-1', 'token-2'])
    expect(kept().map(({ preview, token }) => [preview, token])).toEqual([
      ['data:a', 'token-1'],
      ['data:b', 'token-2'],
    ])
  })
  it('a tenth finds no room', async () => {
    const { photos } = open()
    await photos.add(Array.from({ length: 12 }, (_, i) => file(String(i))))
    expect(photos.items).toHaveLength(9)
    expect(photos.room.value).toBe(0)
  })
  it("a guest's wait until signing in", async () => {
    let signedIn = false
    const { photos, send } = open({ maySend: () => signedIn })
    await photos.add([file('a')])
    await photos.sendAll()
    expect(send).not.toHaveBeenCalled()
    signedIn = true
    await photos.sendAll()
    expect(photos.tokens.value).toEqual(['token-1'])
  })
  it('one that failed stays with its reason and can be sent again', async () => {
    const { photos, send } = open()
    send.mockRejectedValueOnce(new Error('no network'))
    await photos.add([file('a')])
    await photos.sendAll()
    expect(photos.failed.value).toBe(true)
    await photos.retry('id-1')
    expect(photos.items[0]).toMatchObject({ phase: 'sent', token: 'token-1' })
  })
  it('a removed one is stopped, and leaves nothing behind', async () => {
    let signal: AbortSignal | undefined
    const { photos, blobs, kept } = open({
      send: (_, options) =>
        new Promise((_resolve, reject) => {
          signal = options.signal
          options.signal.addEventListener('abort', () => reject(new Error('stopped')))
        }),
    })
    await photos.add([file('a')])
    await vi.waitFor(() => expect(signal).toBeDefined())
    photos.remove('id-1')
    await photos.sendAll()
    expect([signal?.aborted, photos.items.length, blobs.size(), kept().length]).toEqual([true, 0, 0, 0])
  })
  it('no more than two are on their way at once', async () => {
    let open_ = 0
    let most = 0
    const { photos } = open({
      send: async () => {
        most = Math.max(most, ++open_)
        await new Promise((resolve) => setTimeout(resolve, 5))
        open_--
        return { token: 't', takenAt: null, place: null }
      },
    })
    await photos.add(Array.from({ length: 5 }, (_, i) => file(String(i))))
    await photos.sendAll()
    expect(most).toBe(2)
    expect(photos.tokens.value).toHaveLength(5)
  })
  it('one that is still being made smaller when all are sent goes, too', async () => {
    let shrunk = () => {}
    const { photos } = open({
      shrink: (photo) =>
        new Promise((resolve) => (shrunk = () => resolve({ blob: photo, preview: `data:${photo.name}` }))),
    })
    const adding = photos.add([file('a')])
    const sending = photos.sendAll()
    shrunk()
    await Promise.all([adding, sending])
    expect(photos.tokens.value).toEqual(['token-1'])
  })
  it('one sent yesterday is sent anew, since the server has swept it', async () => {
    const now = Date.parse('2026-03-02T02:00:00Z')
    const kept = [
      { id: 'old', preview: 'p', token: 'gone', sentAt: now - 86_400_000 },
      { id: 'new', preview: 'p', token: 'here', sentAt: now - 3_600_000 },
    ]
    const { photos, blobs } = open({ kept, now: () => now })
    await blobs.put('old', file('old'))
    expect(photos.tokens.value).toEqual(['here'])
    await photos.sendAll()
    expect(photos.tokens.value).toEqual(['token-1', 'here'])
  })
})
