import type { OnAppeal, Receipt } from '@civicgrid/sdk'
import { civic } from '../../platform/civic.ts'

interface Said extends OnAppeal {
  text: string
  photos: string[]
}

/** What a resident may say on an appeal, with words or without, and how it is asked for. */
export const SAYINGS = {
  supplement: {
    title: 'supplement.title',
    hint: 'supplement.hint',
    action: 'say.send',
    done: 'supplement.done',
    words: 'needed',
    photos: true,
    give: (said: Said): Promise<Receipt> => civic.appeals.supplement(said),
  },
  rehandle: {
    title: 'rehandle.title',
    hint: 'rehandle.hint',
    action: 'rehandle.title',
    done: 'rehandle.done',
    words: 'needed',
    photos: true,
    give: (said: Said): Promise<Receipt> => civic.appeals.rehandle(said),
  },
  withdraw: {
    title: 'withdraw.title',
    hint: 'withdraw.text',
    action: 'withdraw.confirm',
    done: 'withdraw.done',
    words: 'welcome',
    photos: false,
    give: ({ photos: _, ...said }: Said): Promise<Receipt> => civic.appeals.withdraw(said),
  },
  reportPressure: {
    title: 'pressure.title',
    hint: 'pressure.text',
    action: 'pressure.send',
    done: 'pressure.done',
    words: 'welcome',
    photos: false,
    give: ({ photos: _, ...said }: Said): Promise<Receipt> => civic.appeals.reportPressure(said),
  },
  unpublish: {
    title: 'board.stopTitle',
    hint: 'board.stopText',
    action: 'board.stopConfirm',
    done: 'board.stopped',
    words: 'none',
    photos: false,
    give: ({ code, expectedVersion }: Said): Promise<Receipt> => civic.appeals.unpublish({ code, expectedVersion }),
  },
} as const
export type Saying = keyof typeof SAYINGS
