import type { Grant } from '@civicgrid/sdk'
import type { Tell } from '../i18n/tell.ts'

type Speaks = Pick<Tell, 't' | 'time'>

/** A term does not include its end: what ends at midnight lasts until the day before. @param until ISO UTC */
export const lastMoment = (until: string): string => new Date(Date.parse(until) - 1).toISOString()

/** It may be used, now or again. */
export const grantStands = ({ standing }: Pick<Grant, 'standing'>): boolean =>
  standing === 'active' || standing === 'idle'

/** Since when and until when. @param now epoch milliseconds */
export function grantTerm({ givenAt, until, endedAt, standing }: Grant, now: number, { t, time }: Speaks): string {
  const end = endedAt
    ? t('grants.endedAt', { when: time().full(endedAt) })
    : t('grants.until', { when: time().day(lastMoment(until), now) })
  return standing === 'over' ? end : `${t('grants.given', { when: time().day(givenAt, now) })} · ${end}`
}

/** When it was used last. @param now epoch milliseconds */
export const grantUse = ({ usedAt }: Grant, now: number, { t, time }: Speaks): string =>
  usedAt ? t('grants.used', { when: time().day(usedAt, now) }) : t('grants.neverUsed')
