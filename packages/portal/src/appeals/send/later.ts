import { chosenLocale } from '../../platform/prefs.ts'
import { loadWords } from '../../platform/words.ts'

/** What sending later needs is fetched while there is a network: without one it cannot be. */
export const readyForLater = (): Promise<unknown> =>
  Promise.all([
    import('@civicgrid/sdk/outbox'),
    import('../../platform/waiting.ts'),
    import('../later/LaterPage.vue'),
    import('@civicgrid/kit/send-later'),
    // Where one question is asked a page, the last page.
    import('./LastLook.vue'),
    import('../../ui/photos/shrink.ts'),
    import('./recorder/recordings.ts'),
    import('./recorder/RecordingList.vue'),
    loadWords(chosenLocale(), 'telling', 'pages'),
  ])

export { heldUp, stuck, unreached } from '@civicgrid/kit/appeals'
