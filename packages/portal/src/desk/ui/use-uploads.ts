import type { Civic } from '@civicgrid/sdk'
import { computed, onScopeDispose, reactive } from 'vue'

/** A photo that was sent: its token goes with the command, its thumb is shown. */
export interface SentPhoto {
  token: string
  thumb: string
}

export interface Upload {
  readonly id: number
  /** Shown while it is on its way. */
  readonly preview: string
  state: 'sending' | 'failed'
  percent: number
  error: unknown
}

/**
 * Photos on their way: each sent at once on its own, so that one that fails stops none of the others.
 * @param photos what has been sent; a sent photo is added to it, in the order of arrival.
 */
export function useUploads(files: Pick<Civic['files'], 'upload'>, photos: { value: SentPhoto[] }, max: number) {
  const uploads = reactive<Upload[]>([])
  const sources = new Map<number, { file: File; stop: AbortController }>()
  let last = 0

  async function send(id: number) {
    const source = sources.get(id)
    const upload = uploads.find((one) => one.id === id)
    if (!source || !upload) return
    upload.state = 'sending'
    try {
      const kept = await files.upload(source.file, {
        name: source.file.name,
        signal: source.stop.signal,
        onProgress: ({ sent, total }) => {
          upload.percent = Math.floor((100 * sent) / Math.max(1, total))
        },
      })
      if (!sources.has(id)) return
      photos.value = [...photos.value, { token: kept.token, thumb: kept.thumb }]
      drop(id)
    } catch (error) {
      upload.state = 'failed'
      upload.error = error
    }
  }

  function drop(id: number) {
    const upload = uploads.find((one) => one.id === id)
    sources.get(id)?.stop.abort()
    sources.delete(id)
    if (!upload) return
    URL.revokeObjectURL(upload.preview)
    uploads.splice(uploads.indexOf(upload), 1)
  }

  onScopeDispose(() => [...sources.keys()].forEach(drop))

  return {
    uploads,
    room: computed(() => Math.max(0, max - photos.value.length - uploads.length)),
    /** Takes as many as there is room for; gives how many were left out. */
    add(chosen: readonly File[]): number {
      const taken = chosen.slice(0, max - photos.value.length - uploads.length)
      for (const file of taken) {
        const id = ++last
        sources.set(id, { file, stop: new AbortController() })
        uploads.push({ id, preview: URL.createObjectURL(file), state: 'sending', percent: 0, error: null })
        void send(id)
      }
      return chosen.length - taken.length
    },
    retry: (id: number) => void send(id),
    drop,
    remove(token: string) {
      photos.value = photos.value.filter((photo) => photo.token !== token)
    },
  }
}
