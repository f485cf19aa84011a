import type { Category, SubmitInput } from '@civicgrid/sdk'
import type { Outbox, OutboxFile } from '@civicgrid/sdk/outbox'
import { draftBlobs } from '../../platform/blobs.ts'
import type { PhotoItem } from '../../ui/photos/use-photos.ts'
import { submission, type SendForm } from './form.ts'

/**
 * Puts the form into the outbox: its photos from the phone, with their tokens where they have been sent. An attempt that
 * may have got through keeps its key.
 * @throws where the phone has no room
 */
export async function sendLater(
  outbox: Pick<Outbox, 'add'>,
  form: SendForm,
  leaf: Category,
  photos: readonly PhotoItem[],
  hasPhone: boolean,
): Promise<void> {
  const files: OutboxFile[] = []
  const bare: string[] = []
  for (const { id, token, sentAt } of photos) {
    const file = await draftBlobs.get(id)
    if (file) files.push({ file, name: 'photo.jpg', ...(token ? { uploaded: { token, at: sentAt ?? 0 } } : {}) })
    else if (token) bare.push(token)
  }
  const tokens = photos.flatMap(({ token }) => token ?? [])
  const sent: SubmitInput = submission(form, leaf, tokens, hasPhone)
  const key = form.attempt?.body === JSON.stringify(sent) ? form.attempt.key : undefined
  // Under a key that was used the photos keep their order.
  if (key !== undefined && bare.length > 0) await outbox.add(sent, [], key)
  else await outbox.add({ ...sent, photos: bare }, files, key)
}
