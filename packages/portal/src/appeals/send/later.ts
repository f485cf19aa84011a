import { isErrorCode } from '@civicgrid/contracts/constants'
import { codeOf } from '../../platform/errors.ts'
import { chosenLocale } from '../../platform/prefs.ts'
import { loadWords } from '../../platform/words.ts'
import type { PhotoItem } from '../../ui/photos/use-photos.ts'

/** What sending later needs is fetched while there is a network: without one it cannot be. */
export const readyForLater = (): Promise<unknown> =>
  Promise.all([
    import('@civicgrid/sdk/outbox'),
    import('../../platform/waiting.ts'),
    import('../later/LaterPage.vue'),
    import('./send-later.ts'),
    // Where one question is asked a page, the last page.
    import('./LastLook.vue'),
    import('../../ui/photos/shrink.ts'),
    import('./recorder/recordings.ts'),
    import('./recorder/RecordingList.vue'),
    loadWords(chosenLocale(), 'telling', 'pages'),
  ])

const UNREACHED: readonly string[] = ['NETWORK', 'TIMEOUT']

/** Whether a failure says no more than that nobody was reached. */
export const unreached = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== null && isErrorCode(code) && UNREACHED.includes(code)
}

/** Whether somebody has to sign in (again) before it goes. */
const signedOut = (error: unknown): boolean => codeOf(error) === 'UNAUTHENTICATED'

type Item = Pick<PhotoItem, 'phase' | 'error'>
const failed = (items: readonly Item[]) => items.filter(({ phase }) => phase === 'failed')

/** Whether a photo or a recording failed for a reason that stays: one that passes is no fault of whoever took it. */
export const stuck = (items: readonly Item[]): boolean =>
  failed(items).some(({ error }) => !unreached(error) && !signedOut(error))

/** What keeps photos and recordings from being sent now: a session that is over goes before a network that is away. */
export function heldUp(items: readonly Item[]): 'signIn' | 'network' | null {
  const errors = failed(items).map(({ error }) => error)
  if (errors.some(signedOut)) return 'signIn'
  return errors.length > 0 ? 'network' : null
}
