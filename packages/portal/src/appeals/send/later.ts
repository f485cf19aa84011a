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
    import('../../ui/photos/shrink.ts'),
    loadWords(chosenLocale(), 'telling', 'pages'),
  ])

const UNREACHED: readonly string[] = ['NETWORK', 'TIMEOUT']

/** Whether a failure says no more than that nobody was reached. */
export const unreached = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== null && isErrorCode(code) && UNREACHED.includes(code)
}

/** Whether photos that were not sent only lacked a network, or have not been tried at all. */
export const onlyUnreached = (items: readonly Pick<PhotoItem, 'phase' | 'error'>[]): boolean =>
  items.every(({ phase, error }) => phase !== 'failed' || unreached(error))
