import { JOINABLE_KINDS, OPEN_STATUSES } from './appeal.constants.ts'
import { event, type AppealRow } from './appeal.rows.ts'

/**
 * What a neighbour may say of somebody else's appeal: 我也遇到, and whether the result solved it for them. Who has joined,
 * and that nobody joins or answers twice, is for the caller to see to: the state counts and names nobody.
 */

const join: AppealRow<'join'> = {
  from: OPEN_STATUSES,
  by: ['resident'],
  // An accusation, a question or a word of thanks is one person's own.
  refuse: (state) => ((JOINABLE_KINDS as readonly string[]).includes(state.kind) ? null : 'NOT_ALLOWED_NOW'),
  decide: (_, __, { actor }) => [event('joined', { residentId: actor.id })],
}

const answerJoined: AppealRow<'answerJoined'> = {
  from: ['answered', 'rated', 'archived'],
  by: ['resident'],
  // Without a joiner there is nobody who could be asked; archived unanswered, there is no result to ask about.
  refuse: (state) => (state.joined === 0 || state.answeredAt === null ? 'NOT_ALLOWED_NOW' : null),
  decide: (_, { solved }, { actor }) => [event('joinerAnswered', { residentId: actor.id, solved })],
}

export const JOIN = { join, answerJoined }
