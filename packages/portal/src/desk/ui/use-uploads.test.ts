import { effectScope, shallowRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useUploads, type SentPhoto } from './use-uploads.ts'

const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' })
const settled = () => new Promise((resolve) => setTimeout(resolve))

function desk(upload: (file: Blob) => Promise<{ token: string; thumb: string }>, max = 9) {
  const photos = shallowRef<SentPhoto[]>([])
  const scope = effectScope()
  const files = { upload: vi.fn(upload) } as never
  const made = scope.run(() => useUploads(files, photos, max))
  if (!made) throw new Error('no scope')
  return { photos, scope, ...made }
}

beforeEach(() => {
  vi.stubGlobal('URL', { ...URL, createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('photos on their way', () => {
  it('one that fails stops none of the others, and can be sent again', async () => {
    let broken = true
    const { add, photos, uploads, retry } = desk(async (file) => {
      if ((file as File).name === 'b.jpg' && broken) throw new Error('cut')
      return { token: (file as File).name, thumb: '' }
    })
    add([photo('a.jpg'), photo('b.jpg'), photo('c.jpg')])
    await settled()
    expect(photos.value.map(({ token }) => token)).toEqual(['a.jpg', 'c.jpg'])
    expect(uploads.map(({ state }) => state)).toEqual(['failed'])
    broken = false
    retry(uploads[0]?.id ?? 0)
    await settled()
    expect(photos.value.map(({ token }) => token)).toEqual(['a.jpg', 'c.jpg', 'b.jpg'])
    expect(uploads).toHaveLength(0)
  })
  it('takes no more than there is room for, and says how many were left out', async () => {
    const { add, photos, room } = desk(async () => ({ token: 't', thumb: '' }), 2)
    expect(add([photo('a'), photo('b'), photo('c')])).toBe(1)
    await settled()
    expect(photos.value).toHaveLength(2)
    expect(room.value).toBe(0)
    expect(add([photo('d')])).toBe(1)
  })
  it('one that was taken away while it was sent does not come back', async () => {
    let arrive: (kept: { token: string; thumb: string }) => void = () => undefined
    const { add, drop, photos, uploads } = desk(() => new Promise((resolve) => (arrive = resolve)))
    add([photo('a')])
    drop(uploads[0]?.id ?? 0)
    arrive({ token: 'a', thumb: '' })
    await settled()
    expect(photos.value).toEqual([])
  })
})
