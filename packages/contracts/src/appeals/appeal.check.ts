import { CivicError } from '../kernel/errors.ts'
import type { CheckState, Checks } from './appeal.check.types.ts'
import { APPEAL_STATUSES } from './appeal.constants.ts'
import { event, note, type AppealRow } from './appeal.rows.ts'
import type { AppealState } from './appeal.state.ts'

/**
 * 内容检查: what came from the mini-program stands on no public board before WeChat, or a publisher in its place, has let it
 * through. The appeal itself is worked as any other.
 */

/** Parts that a publisher may let through. */
const BY_HAND: readonly CheckState[] = ['review', 'unanswered']
/** Parts of which a verdict still tells something; what a publisher has decided stands. */
const OPEN: readonly CheckState[] = ['waiting', 'unanswered']

const partsIn = (checks: Checks, states: readonly CheckState[]): string[] =>
  Object.entries(checks).flatMap(([part, state]) => (states.includes(state) ? [part] : []))

const recordCheck: AppealRow<'recordCheck'> = {
  from: APPEAL_STATUSES,
  by: ['system'],
  refuse: ({ checks }) => (partsIn(checks, OPEN).length > 0 ? null : 'NOT_ALLOWED_NOW'),
  decide({ checks }, { parts }) {
    const open = partsIn(checks, OPEN)
    const told = parts.filter(({ part, verdict }) => open.includes(part) && checks[part] !== verdict)
    if (told.length === 0) throw new CivicError('NOT_ALLOWED_NOW', { message: 'told before' })
    return [event('contentChecked', { parts: told })]
  },
}

const passContent: AppealRow<'passContent'> = {
  from: APPEAL_STATUSES.filter((status) => status !== 'withdrawn' && status !== 'declined'),
  by: ['publisher'],
  refuse: ({ checks, consent }) => (consent && partsIn(checks, BY_HAND).length > 0 ? null : 'NOT_ALLOWED_NOW'),
  decide: ({ checks }, { text }) => [event('contentPassed', { parts: partsIn(checks, BY_HAND) }, note(text))],
}

export const CHECK = { recordCheck, passContent }

/** Whether a part may stand on the board. */
export const mayBePublic = ({ checks }: Pick<AppealState, 'checks'>, part: string): boolean =>
  (checks[part] ?? 'passed') === 'passed'
