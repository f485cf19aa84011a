import { RECORDINGS_MAX } from '@civicgrid/contracts/constants'
import { shallowRef } from 'vue'
import { draftBlobs } from '../../platform/blobs.ts'
import { civic } from '../../platform/civic.ts'
import { useSession } from '../../platform/session.ts'
import { usePhotos } from '../../ui/photos/use-photos.ts'
import type { SendForm } from '@civicgrid/kit/appeals'

/** What is photographed, filmed and spoken for the form; kept with its draft, and sent as whoever is signed in. */
export function useFiles(form: SendForm) {
  const session = useSession()
  const photoPlace = shallowRef<{ lng: number; lat: number } | null>(null)
  const maySend = () => session.resident !== null
  const forWhom = () => ({ account: session.resident?.account })

  const photos = usePhotos({
    // What makes photos smaller comes with the first one.
    shrink: async (file) => (await import('../../ui/photos/shrink.ts')).shrink(file),
    send: (photo, options) => civic.files.upload(photo, { ...options, ...forWhom(), name: 'photo.jpg' }),
    blobs: draftBlobs,
    maySend,
    kept: form.photos,
    onChange: (kept) => {
      form.photos = kept
    },
    onOrigin: ({ place }) => {
      photoPlace.value ??= place
    },
  })
  const recordings = usePhotos({
    max: RECORDINGS_MAX,
    shrink: async (file) => (await import('./recorder/recordings.ts')).looked(file),
    send: (recording, options) => civic.files.upload(recording, { ...options, ...forWhom(), name: 'recording' }),
    blobs: draftBlobs,
    maySend,
    kept: form.recordings,
    onChange: (kept) => {
      form.recordings = kept
    },
  })
  const both = [photos, recordings] as const

  return {
    photos,
    recordings,
    photoPlace,
    ready: async () => void (await Promise.all(both.map((one) => one.ready()))),
    /** Sends them; settles when each is there or has failed. */
    sendFiles: async () => void (await Promise.all(both.map((one) => one.sendAll()))),
    clearFiles: () => both.forEach((one) => one.clear()),
  }
}
