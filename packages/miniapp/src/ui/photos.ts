import { newKey, type KeptPhoto } from '@civicgrid/kit/appeals'
import { isCivicError } from '@civicgrid/sdk'
import { computed, reactive } from 'vue'
import { civic } from '../platform/civic.ts'
import { dropFile, keepFile } from '../platform/files.ts'
import { useSession } from '../platform/session.ts'

/** A photo or a recording by its path on the phone. */
export interface PhonePhoto extends KeptPhoto {
  phase: 'kept' | 'sending' | 'sent' | 'failed'
  percent: number
  error: unknown
}

/** A token is used while the server surely still has the file. */
const FRESH_MS = 20 * 3_600_000

const fresh = ({ token, sentAt }: KeptPhoto) => token !== null && sentAt !== null && Date.now() - sentAt < FRESH_MS

/** Where it lies; of a photo that is also what is shown. */
const fileOf = ({ path, preview }: KeptPhoto): string => path ?? preview

/** The same file may well arrive at another try. */
const mayPass = (error: unknown) =>
  isCivicError(error) && (error.retryable || error.code === 'UNAUTHENTICATED' || error.code === 'RATE_LIMITED')

/**
 * Photos or recordings of one form: paths are kept with the draft; each goes as soon as somebody is signed in, one after
 * another since a phone's line is thin, and is remembered by its token.
 */
export function usePhotos(found: readonly KeptPhoto[], onChange: (kept: KeptPhoto[]) => void, max: number) {
  const session = useSession()
  const items = reactive<PhonePhoto[]>(
    found.map((photo) => ({ ...photo, phase: fresh(photo) ? 'sent' : 'kept', percent: 0, error: null })),
  )
  const going = new Map<string, AbortController>()
  let running: Promise<void> | null = null
  const keep = () =>
    onChange(
      items.map(({ id, preview, path, token, sentAt }) => ({ id, preview, ...(path ? { path } : {}), token, sentAt })),
    )

  async function send(item: PhonePhoto): Promise<void> {
    const stop = new AbortController()
    going.set(item.id, stop)
    Object.assign(item, { phase: 'sending', percent: 0, error: null })
    try {
      const { token } = await civic.files.upload(
        { path: fileOf(item) },
        {
          signal: stop.signal,
          idempotencyKey: item.id,
          account: session.resident?.account,
          onProgress: ({ sent, total }) => {
            item.percent = Math.min(99, Math.floor((sent / Math.max(1, total)) * 100))
          },
        },
      )
      Object.assign(item, { phase: 'sent', percent: 100, token, sentAt: Date.now() })
      keep()
    } catch (error) {
      if (!stop.signal.aborted) Object.assign(item, { phase: 'failed', error })
    } finally {
      going.delete(item.id)
    }
  }
  /** From where the phone has put it for now to where it outlives the program. */
  async function lay(id: string): Promise<void> {
    const found = () => items.find((item) => item.id === id)
    const before = found()
    if (!before) return
    const path = await keepFile(fileOf(before))
    const item = found()
    if (!item) return dropFile(path)
    if (item.path === undefined) item.preview = path
    else item.path = path
    keep()
  }
  /** One that did not get through stops the row: the next would not, either. */
  async function row(): Promise<void> {
    for (;;) {
      const next = session.resident ? items.find(({ phase }) => phase === 'kept') : undefined
      if (!next) return
      await send(next)
      if (next.phase === 'failed' && mayPass(next.error)) return
    }
  }
  function start(): Promise<void> {
    running ??= row().finally(() => {
      running = null
    })
    return running
  }

  return {
    items,
    room: computed(() => max - items.length),
    busy: computed(() => items.some(({ phase }) => phase === 'sending')),
    /** How many are there. */
    sent: computed(() => items.filter(({ phase }) => phase === 'sent').length),
    /** Refused for what they are: to be taken out. One that did not get through goes with the next try. */
    refused: computed(() => items.some(({ phase, error }) => phase === 'failed' && !mayPass(error))),
    tokens: () => items.flatMap(({ token }) => token ?? []),
    /** Takes files that the phone has chosen or made, and begins to send them. */
    take(files: readonly Pick<KeptPhoto, 'preview' | 'path'>[]): void {
      for (const file of files.slice(0, Math.max(0, max - items.length))) {
        const id = newKey()
        items.push({ ...file, id, token: null, sentAt: null, phase: 'kept', percent: 0, error: null })
        void lay(id)
      }
      keep()
      void start()
    },
    remove(id: string): void {
      going.get(id)?.abort()
      const at = items.findIndex((item) => item.id === id)
      for (const item of at >= 0 ? items.splice(at, 1) : []) dropFile(fileOf(item))
      keep()
    },
    async retry(id: string): Promise<void> {
      for (const item of items) if (item.id === id && item.phase === 'failed') item.phase = 'kept'
      await start()
    },
    /** What waits, and what did not get through before. @throws the error of what still does not */
    async sendAll(): Promise<void> {
      // One that is on its way now is waited for: its end says whether the others go.
      await running
      for (const item of items) if (item.phase === 'failed' && mayPass(item.error)) item.phase = 'kept'
      await start()
      const failed = items.find(({ phase }) => phase === 'failed')
      if (failed) throw failed.error
    },
    /** None is left here. @param handed somebody else has them now: their files stay */
    clear(handed = false): void {
      for (const item of items.splice(0)) {
        going.get(item.id)?.abort()
        if (!handed) dropFile(fileOf(item))
      }
      keep()
    },
  }
}
export type Photos = ReturnType<typeof usePhotos>
