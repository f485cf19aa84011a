import { useSession } from '../../platform/session.ts'
import type { Photos } from '../../ui/photos.ts'

/** Photos of something said: their tokens once all of them are there; null where one did not get through. */
export async function sendPhotos(photos: Photos): Promise<string[] | null> {
  if (photos.items.length === 0) return []
  // They go only once it is known whose they are.
  await useSession().find()
  await photos.sendAll().catch(() => {
    // The photo itself says why.
  })
  const tokens = photos.tokens()
  return tokens.length === photos.items.length ? tokens : null
}
