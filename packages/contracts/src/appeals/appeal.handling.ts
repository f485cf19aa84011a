import { dueAt } from '../clock/clock.ts'
import { CivicError } from '../kernel/errors.ts'
import { startClocks } from './appeal.context.ts'
import { demandGround, event, inBody, note, orderOf, sameStaff, type AppealRow } from './appeal.rows.ts'

/** Working an order until its result reaches the resident: 跟踪问效, 结果反馈. */

const resultClock = (clocks: readonly { stage: string; doneAt: number | null; dueAt: number }[]) =>
  clocks.find((clock) => clock.stage === 'result' && clock.doneAt === null)

const requestExtension: AppealRow<'requestExtension'> = {
  from: ['inProgress'],
  by: ['handler', 'gridOfficer', 'system'],
  refuse(state, context) {
    if (inBody(state, context)) return 'FORBIDDEN'
    if (state.order?.extension) return 'NOT_ALLOWED_NOW'
    const clock = resultClock(state.clocks)
    if (!clock) return 'NOT_ALLOWED_NOW'
    if (clock.dueAt < context.now) return 'EXTENSION_TOO_LATE'
    return state.extendedDays >= context.rules.extensionDays ? 'EXTENSION_CAP' : null
  },
  decide(state, { reason, days, note: words }, { rules }) {
    demandGround(reason, rules.grounds.extension)
    if (state.extendedDays + days > rules.extensionDays)
      throw new CivicError('EXTENSION_CAP', { fields: { days: `${rules.extensionDays - state.extendedDays} left` } })
    return [event('extensionRequested', { reason, days }, note(words))]
  },
}

const ruleExtension: AppealRow<'ruleExtension'> = {
  from: ['inProgress'],
  by: ['supervisor', 'system'],
  refuse: (state, context) =>
    state.order?.extension ? sameStaff(context, state.order.extension.requestedBy) : 'NOT_ALLOWED_NOW',
  decide(state, { grant, note: words }, { calendar }) {
    const asked = orderOf(state).extension
    const clock = resultClock(state.clocks)
    if (!grant || !asked || !clock) return [event('extensionRefused', {}, note(words))]
    const until = dueAt(clock.dueAt, { amount: asked.days, unit: 'workingDays' }, calendar)
    return [event('extensionGranted', { days: asked.days, dueAt: until, calendar: calendar.version }, note(words))]
  },
}

const contact: AppealRow<'contact'> = {
  from: ['inProgress'],
  by: ['handler', 'gridOfficer', 'system'],
  refuse: inBody,
  decide: (_, { result, means, agreedAt, note: words }) => [
    event('contactAttempted', { result, means, agreedAt }, note(words)),
  ],
}

const viewContact: AppealRow<'viewContact'> = {
  from: ['submitted', 'accepted', 'dispatched', 'inProgress', 'feedbackPending', 'answered', 'rated'],
  by: ['operator', 'handler', 'gridOfficer', 'supervisor'],
  refuse(state, { actor, rules }) {
    if (actor.bodyCode !== null && rules.outsourced?.has(actor.bodyCode)) return 'FORBIDDEN'
    const works = actor.role === 'handler' || actor.role === 'gridOfficer'
    if (!works) return null
    return !state.anonymous && state.order?.bodyCode === actor.bodyCode ? null : 'FORBIDDEN'
  },
  decide: () => [event('contactViewed', {})],
}

const giveFeedback: AppealRow<'giveFeedback'> = {
  from: ['inProgress'],
  by: ['handler', 'gridOfficer', 'system'],
  refuse: (state, context) =>
    inBody(state, context) ?? (context.rules.separatePeople ? sameStaff(context, state.finderId) : null),
  decide: (_, { outcome, text, photos }, context) => [
    event('feedbackGiven', { outcome, photos, clocks: startClocks(context, 'review') }, { text }),
  ],
}

const verifyOnSite: AppealRow<'verifyOnSite'> = {
  from: ['feedbackPending'],
  by: ['gridOfficer', 'reviewer', 'supervisor', 'system'],
  refuse(state, context) {
    if (!context.rules.verifyOnSite || state.order?.verification) return 'NOT_ALLOWED_NOW'
    return sameStaff(context, state.finderId, state.order?.feedback?.by, state.order?.handlerId)
  },
  decide: (_, { passed, photos, note: words }) => [event('verifiedOnSite', { passed, photos }, note(words))],
}

const reviewFeedback: AppealRow<'reviewFeedback'> = {
  from: ['feedbackPending'],
  by: ['reviewer', 'system'],
  // A rehandled appeal goes to a reviewer who has not passed it before.
  refuse: (state, context) => sameStaff(context, state.order?.feedback?.by, state.order?.handlerId, ...state.reviewers),
  decide(state, { pass, note: words }, { rules }) {
    if (!pass) return [event('feedbackReturned', {}, note(words))]
    const { feedback, verification } = orderOf(state)
    if (rules.verifyOnSite && !verification?.passed) throw new CivicError('VERIFICATION_NEEDED')
    if (!feedback) throw new CivicError('INTERNAL', { message: 'feedback pending without feedback' })
    return [event('feedbackPassed', { outcome: feedback.outcome, feedbackSeq: feedback.seq }, note(words))]
  },
}

export const HANDLING = {
  requestExtension,
  ruleExtension,
  contact,
  viewContact,
  giveFeedback,
  verifyOnSite,
  reviewFeedback,
}
