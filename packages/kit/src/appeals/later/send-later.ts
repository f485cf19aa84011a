import type { Category, SubmitInput } from '@civicgrid/sdk'
import type { FileField, Outbox, OutboxFile } from '@civicgrid/sdk/outbox'
import { submission, type KeptPhoto, type SendForm } from '../form.ts'

/** What goes with the form, list by list. */
export type Taken = Readonly<Record<FileField, readonly Pick<KeptPhoto, 'id' | 'token' | 'sentAt'>[]>>

/** Photos and recordings as the phone has them; null for what is no longer there. */
export interface FilesHere {
  get(id: string): Promise<OutboxFile['file'] | null>
}

const NAMES: Readonly<Record<FileField, string>> = { photos: 'photo.jpg', recordings: 'recording' }

/**
 * Puts the form into the outbox: its photos and recordings from the phone, with their tokens where they have been sent. It
 * keeps the form's key, so that a try that may have got through, and the same form in another tab, are the same appeal.
 * @throws where the phone has no room
 */
export async function sendLater(
  outbox: Pick<Outbox, 'add'>,
  here: FilesHere,
  form: SendForm,
  leaf: Category,
  taken: Taken,
  hasPhone: boolean,
): Promise<void> {
  const files: OutboxFile[] = []
  /** Sent before, and no longer on the phone. */
  const bare: Record<FileField, string[]> = { photos: [], recordings: [] }
  for (const field of ['photos', 'recordings'] as const)
    for (const { id, token, sentAt } of taken[field]) {
      const file = await here.get(id)
      if (file)
        files.push({ file, field, name: NAMES[field], ...(token ? { uploaded: { token, at: sentAt ?? 0 } } : {}) })
      else if (token) bare[field].push(token)
    }
  const whole: SubmitInput = submission(
    form,
    leaf,
    taken.photos.flatMap(({ token }) => token ?? []),
    hasPhone,
  )
  const lost = bare.photos.length + bare.recordings.length > 0
  // Of what has all been sent the tokens keep their order, as in a try that may have got through.
  if (lost && files.every(({ uploaded }) => uploaded)) return void (await outbox.add(whole, [], form.id))
  const input: SubmitInput = { ...whole, photos: bare.photos }
  if (bare.recordings.length > 0) input.recordings = bare.recordings
  else delete input.recordings
  await outbox.add(input, files, form.id)
}
