import type { AppealItem, Progress } from '@civicgrid/sdk'
import { OPEN_STATUSES } from '@civicgrid/contracts/constants'
import type { Tell } from '../i18n/tell.ts'

/** Somebody of the city still has to do something, whether or not a clock runs for it. */
export const isOpen = (status: string): boolean => (OPEN_STATUSES as readonly string[]).includes(status)

/** Nothing follows; of a status that a newer server has nobody here can say so. */
const OVER: ReadonlySet<string> = new Set(['rated', 'declined', 'withdrawn', 'archived'])

/** How a status is coloured where it stands as a tag; the word beside it says the same. */
export function statusTone(item: Pick<AppealItem, 'status' | 'overdue'>): 'live' | 'good' | 'warn' | 'bad' | '' {
  if (item.overdue) return 'bad'
  switch (item.status) {
    case 'answered':
      return 'warn'
    case 'rated':
    case 'archived':
      return 'good'
    case 'declined':
    case 'withdrawn':
      return ''
    default:
      return 'live'
  }
}

/** The colour beside an outcome's word: only what is solved is green, and what could not be done stands out. */
export const outcomeTone = (outcome: string | null): 'good' | 'warn' | '' =>
  outcome === 'solved' ? 'good' : outcome === 'partlySolved' || outcome === 'notFeasibleNow' ? 'warn' : ''

/** What a row of a list says of time: when it is owed, or that it waits for the resident. @param now epoch milliseconds */
export function dueLine(
  { t, time }: Pick<Tell, 't' | 'time'>,
  { dueAt, overdue, status, updatedAt }: Pick<AppealItem, 'dueAt' | 'overdue' | 'status' | 'updatedAt'>,
  now: number,
): { text: string; late: boolean } {
  if (status === 'answered') return { text: t('appeal.waitsYou'), late: false }
  if (!dueAt) return { text: t('mine.updated', { when: time().ago(updatedAt, now) }), late: overdue }
  return { text: overdue ? time().left(dueAt, now).text : time().promise(dueAt, now), late: overdue }
}

/** What is owed next, as a time; or what the resident may do. @param now epoch milliseconds */
export function promiseLine(
  { t, time }: Pick<Tell, 't' | 'time'>,
  { promise, status, allowedActions }: Pick<Progress, 'promise' | 'status' | 'allowedActions'>,
  now: number,
): { text: string; late: boolean } {
  if (status === 'answered') return { text: t('appeal.waitsYou'), late: false }
  if (!promise) return { text: t(OVER.has(status) ? 'appeal.over' : 'appeal.noClock'), late: false }
  const left = time().left(promise.dueAt, now)
  if (left.late)
    return { text: allowedActions.includes('urge') ? t('appeal.late', { gap: left.text }) : left.text, late: true }
  const when = { when: time().promise(promise.dueAt, now) }
  switch (promise.stage) {
    case 'accept':
      return { text: t('appeal.due.accept', when), late: false }
    case 'firstContact':
      return { text: t('appeal.due.firstContact', when), late: false }
    case 'bounceRuling':
      return { text: t('appeal.due.bounceRuling', when), late: false }
    case 'review':
      return { text: t('appeal.due.review', when), late: false }
    default:
      return { text: t('appeal.due.result', when), late: false }
  }
}
