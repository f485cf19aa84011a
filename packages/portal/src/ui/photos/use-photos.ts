import { CivicError, PHOTOS_MAX } from '@civicgrid/contracts/constants'
import type { KeptPhoto } from '@civicgrid/kit/appeals'
import { computed, onScopeDispose, reactive, type ComputedRef } from 'vue'
import type { Shrunk } from './shrink.ts'

export type { KeptPhoto } from '@civicgrid/kit/appeals'

export interface PhotoItem extends KeptPhoto {
  phase: 'preparing' | 'kept' | 'sending' | 'sent' | 'failed'
  percent: number
  error: unknown
}

export interface SentPhoto {
  token: string
  takenAt: string | null
  place: { lng: number; lat: number } | null
}

export interface BlobStore {
  get(id: string): Promise<Blob | null>
  put(id: string, blob: Blob): Promise<void>
  remove(id: string): Promise<void>
}

/** A token is used while the server surely still has the photo. */
const FRESH_MS = 20 * 3_600_000

export interface PhotosOptions {
  max?: number
  shrink: (file: File) => Promise<Shrunk>
  send: (
    photo: Blob,
    options: { signal: AbortSignal; onProgress: (progress: { sent: number; total: number }) => void },
  ) => Promise<SentPhoto>
  blobs: BlobStore
  /** Whether photos may be sent now: a guest's wait until signing in. */
  maySend: () => boolean
  /** From an earlier visit. */
  kept?: readonly KeptPhoto[]
  /** Told whenever the list to keep has changed. */
  onChange?: (kept: KeptPhoto[]) => void
  /** Told of what the phone had written into a photo. */
  onOrigin?: (photo: SentPhoto) => void
  now?: () => number
  newId?: () => string
}

export interface Photos {
  readonly items: readonly PhotoItem[]
  readonly busy: ComputedRef<boolean>
  readonly failed: ComputedRef<boolean>
  readonly room: ComputedRef<number>
  readonly tokens: ComputedRef<string[]>
  /** Takes as many as there is room for. */
  add(files: readonly File[]): Promise<void>
  remove(id: string): void
  retry(id: string): Promise<void>
  /** Settles when none is being made smaller any more. */
  ready(): Promise<void>
  /** Sends all that wait; settles when each is sent or has failed. */
  sendAll(): Promise<void>
  clear(): void
}

/** The photos of one form: made smaller, kept, sent two at a time with progress, each to be sent again or removed. */
export function usePhotos(options: PhotosOptions): Photos {
  const { max = PHOTOS_MAX, blobs, now = Date.now, newId = () => Math.random().toString(36).slice(2) } = options
  const items = reactive<PhotoItem[]>([])
  const running = new Map<string, AbortController>()
  const lanes = 2

  for (const kept of options.kept ?? []) {
    const fresh = kept.token !== null && now() - (kept.sentAt ?? 0) < FRESH_MS
    items.push({
      ...kept,
      token: fresh ? kept.token : null,
      phase: fresh ? 'sent' : 'kept',
      percent: fresh ? 100 : 0,
      error: null,
    })
  }
  onScopeDispose(() => {
    for (const one of running.values()) one.abort()
  })

  const changed = () =>
    options.onChange?.(
      items
        .filter((item) => item.phase !== 'preparing')
        .map(({ id, preview, token, sentAt }) => ({ id, preview, token, sentAt })),
    )
  const find = (id: string) => items.find((item) => item.id === id)

  async function send(item: PhotoItem): Promise<void> {
    const abort = new AbortController()
    running.set(item.id, abort)
    Object.assign(item, { phase: 'sending', percent: 0, error: null })
    try {
      const blob = await blobs.get(item.id)
      if (!blob) throw new CivicError('FILE_DAMAGED')
      const sent = await options.send(blob, {
        signal: abort.signal,
        onProgress: ({ sent: bytes, total }) => {
          item.percent = Math.min(99, Math.round((100 * bytes) / Math.max(1, total)))
        },
      })
      Object.assign(item, { phase: 'sent', percent: 100, token: sent.token, sentAt: now() })
      options.onOrigin?.(sent)
      changed()
    } catch (error) {
      if (!abort.signal.aborted) Object.assign(item, { phase: 'failed', error })
    } finally {
      running.delete(item.id)
    }
  }

  async function pump(): Promise<void> {
    if (!options.maySend()) return
    const lane = async () => {
      for (;;) {
        const next = items.find((item) => item.phase === 'kept')
        if (!next || running.size >= lanes) return
        await send(next)
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }

  async function until(over: () => boolean): Promise<void> {
    while (!over()) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  return {
    items,
    busy: computed(() => items.some(({ phase }) => phase === 'preparing' || phase === 'sending')),
    failed: computed(() => items.some(({ phase }) => phase === 'failed')),
    room: computed(() => Math.max(0, max - items.length)),
    tokens: computed(() => items.flatMap(({ token }) => token ?? [])),
    async add(files) {
      const taken = files.slice(0, Math.max(0, max - items.length)).map((file) => ({ file, id: newId() }))
      for (const { id } of taken)
        items.push({ id, preview: '', token: null, sentAt: null, phase: 'preparing', percent: 0, error: null })
      for (const { file, id } of taken) {
        const item = find(id)
        if (!item) continue
        try {
          const { blob, preview } = await options.shrink(file)
          item.preview = preview
          await blobs.put(id, blob)
          if (!find(id)) {
            await blobs.remove(id)
            continue
          }
          item.phase = 'kept'
          changed()
          void pump()
        } catch (error) {
          Object.assign(item, { phase: 'failed', error })
        }
      }
    },
    remove(id) {
      running.get(id)?.abort()
      const at = items.findIndex((item) => item.id === id)
      if (at >= 0) items.splice(at, 1)
      void blobs.remove(id)
      changed()
    },
    async retry(id) {
      const item = find(id)
      if (item?.phase !== 'failed') return
      item.phase = 'kept'
      await pump()
    },
    ready: () => until(() => !items.some(({ phase }) => phase === 'preparing')),
    async sendAll() {
      await pump()
      // One that is still being made smaller goes, too.
      await until(() => !items.some(({ phase }) => phase === 'preparing' || phase === 'sending'))
    },
    clear() {
      for (const { id } of items.splice(0)) {
        running.get(id)?.abort()
        void blobs.remove(id)
      }
      changed()
    },
  }
}
