import { dueAt } from '../clock/clock.ts'
import { OPEN_STATUSES } from './appeal.constants.ts'
import { startClocks, type AppealContext } from './appeal.context.ts'
import { event, note, photosFrom, today, type AppealRow } from './appeal.rows.ts'
import type { AppealState } from './appeal.state.ts'

/** What the resident may say on the way and at the end: 催办, 评价打分, 再处置, 归档销号. */

/**
 * Until when the resident may ask for a rehandle (epoch ms): counted in natural days from the day the result reached
 * them, whole days. Null while there is no result.
 */
export function rehandleUntil(state: AppealState, context: Pick<AppealContext, 'calendar' | 'rules'>): number | null {
  if (state.answeredAt === null) return null
  return dueAt(state.answeredAt, { amount: context.rules.rehandleDays, unit: 'naturalDays' }, context.calendar)
}

const rate: AppealRow<'rate'> = {
  from: ['answered'],
  by: ['resident', 'system'],
  decide: (_, { satisfaction, solved, text, photos }, context) => [
    event('rated', { satisfaction, solved, ...photosFrom(photos, context) }, note(text)),
  ],
}

const rehandle: AppealRow<'rehandle'> = {
  from: ['answered', 'rated'],
  by: ['resident', 'system'],
  refuse(state, context) {
    if (state.rating?.solved === 'solved') return 'NOT_ALLOWED_NOW'
    if (context.now > (rehandleUntil(state, context) ?? -1)) return 'REHANDLE_WINDOW_OVER'
    return state.round > context.rules.rehandleTimes ? 'REHANDLES_USED' : null
  },
  decide: (_, { text, photos }, context) => [
    event('rehandled', { clocks: startClocks(context, 'accept') }, note(text)),
    ...(photos.length > 0 ? [event('supplemented', photosFrom(photos, context))] : []),
  ],
}

const supplement: AppealRow<'supplement'> = {
  from: ['submitted', 'accepted', 'dispatched', 'bounceRequested', 'inProgress'],
  by: ['resident', 'system'],
  decide: (_, { text, photos }, context) => [event('supplemented', photosFrom(photos, context), note(text))],
}

const urge: AppealRow<'urge'> = {
  from: OPEN_STATUSES,
  by: ['resident', 'system'],
  // Once a calendar day in the city's zone, not once in 24 hours.
  refuse(state, context) {
    if (!context.rules.urging) return 'NOT_ALLOWED_NOW'
    return state.urgedDay === today(context) ? 'URGED_TODAY' : null
  },
  decide: (_, __, context) => [event('urged', { day: today(context) })],
}

const withdraw: AppealRow<'withdraw'> = {
  from: ['submitted', 'accepted', 'dispatched', 'bounceRequested', 'inProgress'],
  by: ['resident', 'system'],
  decide: (_, { text }) => [event('withdrawn', {}, note(text))],
}

const archive: AppealRow<'archive'> = {
  from: ['answered', 'rated', 'declined', 'withdrawn'],
  by: ['operator', 'supervisor', 'system'],
  refuse(state, context) {
    if (state.status === 'declined' || state.status === 'withdrawn' || state.rating?.solved === 'solved') return null
    const { archiveAfterDays, rehandleDays } = context.rules
    const days = Math.max(archiveAfterDays, rehandleDays)
    const open = dueAt(state.answeredAt ?? context.now, { amount: days, unit: 'naturalDays' }, context.calendar)
    return context.now > open ? null : 'NOT_ALLOWED_NOW'
  },
  decide: () => [event('archived', {})],
}

export const SAY = { rate, rehandle, supplement, urge, withdraw, archive }
