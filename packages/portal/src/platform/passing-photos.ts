import { passingBlobs } from './blobs.ts'
import { civic } from './civic.ts'
import { shrink } from '../ui/photos/shrink.ts'
import { usePhotos, type Photos } from '../ui/photos/use-photos.ts'

/** Photos of a form that is not kept, sent as they are added; its writer is signed in. */
export const usePassingPhotos = (): Photos =>
  usePhotos({
    shrink,
    send: (photo, options) => civic.files.upload(photo, { ...options, name: 'photo.jpg' }),
    blobs: passingBlobs(),
    maySend: () => true,
  })
