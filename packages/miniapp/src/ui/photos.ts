import { PHOTOS_MAX } from '@civicgrid/contracts/constants'
import { newKey, type KeptPhoto } from '@civicgrid/kit/appeals'
import Taro from '@tarojs/taro'
import { computed, reactive } from 'vue'
import { isCivicError } from '@civicgrid/sdk'
import { civic } from '../platform/civic.ts'

/** A photo by its path on the phone. */
export interface PhonePhoto extends KeptPhoto {
  phase: 'kept' | 'sending' | 'sent' | 'failed'
  percent: number
  error: unknown
}

/** A token is used while the server surely still has the photo. */
const FRESH_MS = 20 * 3_600_000

const fresh = ({ token, sentAt }: KeptPhoto) => token !== null && sentAt !== null && Date.now() - sentAt < FRESH_MS

/** The same photo may well arrive at another try. */
const mayPass = (error: unknown) => isCivicError(error) && error.retryable

/** Photos of one form: paths are kept with the draft; each is sent once and remembered by its token. */
export function usePhotos(found: readonly KeptPhoto[], onChange: (kept: KeptPhoto[]) => void) {
  const items = reactive<PhonePhoto[]>(
    found.map((photo) => ({ ...photo, phase: fresh(photo) ? 'sent' : 'kept', percent: 0, error: null })),
  )
  const keep = () => onChange(items.map(({ id, preview, token, sentAt }) => ({ id, preview, token, sentAt })))

  async function send(item: PhonePhoto): Promise<void> {
    if (item.phase === 'sending' || item.phase === 'sent') return
    Object.assign(item, { phase: 'sending', percent: 0, error: null })
    try {
      const onProgress = ({ sent, total }: { sent: number; total: number }) => {
        item.percent = Math.floor((sent / Math.max(1, total)) * 100)
      }
      const { token } = await civic.files.upload({ path: item.preview }, { onProgress, idempotencyKey: item.id })
      Object.assign(item, { phase: 'sent', token, sentAt: Date.now() })
      keep()
    } catch (error) {
      Object.assign(item, { phase: 'failed', error })
    }
  }

  return {
    items,
    room: computed(() => PHOTOS_MAX - items.length),
    /** Refused for what they are: to be taken out. One that did not get through goes with the next try. */
    refused: computed(() => items.some(({ phase, error }) => phase === 'failed' && !mayPass(error))),
    tokens: () => items.flatMap(({ token }) => token ?? []),
    /** Asks the phone; compressed by it. @throws what `wx.chooseMedia` fails with when it is not allowed */
    async add(): Promise<void> {
      const { tempFiles } = await Taro.chooseMedia({
        count: PHOTOS_MAX - items.length,
        mediaType: ['image'],
        sourceType: ['album', 'camera'],
        sizeType: ['compressed'],
      })
      for (const { tempFilePath } of tempFiles)
        items.push({
          id: newKey(),
          preview: tempFilePath,
          token: null,
          sentAt: null,
          phase: 'kept',
          percent: 0,
          error: null,
        })
      keep()
    },
    remove(id: string): void {
      const at = items.findIndex((item) => item.id === id)
      if (at >= 0) items.splice(at, 1)
      keep()
    },
    retry: (id: string): Promise<unknown> => Promise.all(items.filter((item) => item.id === id).map(send)),
    /** One after another: a phone's line is thin. Stops at what does not get through; the rest is kept for the next try. */
    async sendAll(): Promise<void> {
      for (const item of items) {
        await send(item)
        if (item.phase === 'failed') throw item.error
      }
    },
  }
}
export type Photos = ReturnType<typeof usePhotos>
