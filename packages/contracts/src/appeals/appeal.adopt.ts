import { APPEAL_STATUSES } from './appeal.constants.ts'
import { event, type AppealRow } from './appeal.rows.ts'

/**
 * A resident takes over what they phoned in: from then on it is theirs. That it was they who called (their own number is
 * the one that was left) is for the caller to see to.
 */
const adopt: AppealRow<'adopt'> = {
  from: APPEAL_STATUSES,
  by: ['resident'],
  refuse: (state) => (state.residentId === null ? null : 'NOT_ALLOWED_NOW'),
  decide: (_, __, { actor }) => [event('adopted', { residentId: actor.id })],
}

export const ADOPT = { adopt }
