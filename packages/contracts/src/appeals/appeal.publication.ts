import { CivicError } from '../kernel/errors.ts'
import { findPersonal } from '../redaction/redaction.ts'
import { mayBePublic } from './appeal.check.ts'
import { CHECKED_WORDS } from './appeal.check.types.ts'
import { APPEAL_STATUSES, type AppealStatus } from './appeal.constants.ts'
import { demandGround, event, note, ofResident, sameStaff, type AppealRow } from './appeal.rows.ts'
import { CONSENT_WITHDRAWN, UNPUBLISH_GROUNDS, type PhotoPair } from './appeal.publication.types.ts'
import type { AppealState } from './appeal.state.ts'

/** 信息公示: what strangers may read, with the resident's consent alone; and 有人要我改评价, which its handler never hears of. */

const ENDED: readonly AppealStatus[] = ['answered', 'rated', 'archived']

/** @throws CivicError PERSONAL_DATA_LEFT with a field for each text */
function demandNothingPersonal(texts: Readonly<Record<string, string | null>>): void {
  const left = Object.entries(texts).flatMap(([field, text]) => {
    const [found] = text === null ? [] : findPersonal(text)
    return found ? [[field, found.kind] as const] : []
  })
  if (left.length > 0) throw new CivicError('PERSONAL_DATA_LEFT', { fields: Object.fromEntries(left) })
}

/** @throws CivicError CONTENT_UNCHECKED with a field for each photo that may not be shown, or not yet */
function demandChecked(state: AppealState, pictures: readonly string[], pairs: readonly PhotoPair[]): void {
  const named = [...pictures, ...pairs.flatMap(({ before, after }) => [before, after])]
  const held = named.flatMap((token, i) =>
    mayBePublic(state, token) ? [] : [[`pictures.${i}`, state.checks[token] ?? 'waiting'] as const],
  )
  if (held.length > 0) throw new CivicError('CONTENT_UNCHECKED', { fields: Object.fromEntries(held) })
}

const publish: AppealRow<'publish'> = {
  // Again when it is public already: a publisher mends what stands there.
  from: ENDED,
  by: ['publisher', 'system'],
  refuse(state) {
    if (!state.consent) return 'NO_CONSENT'
    if (state.outcome === null) return 'NOT_ALLOWED_NOW'
    return mayBePublic(state, CHECKED_WORDS) ? null : 'CONTENT_UNCHECKED'
  },
  decide(state, { text, reply, pictures, pairs, place }) {
    demandNothingPersonal({ text, reply })
    demandChecked(state, pictures, pairs)
    if (place === 'exact' && state.shownPlace === 'community')
      throw new CivicError('BAD_INPUT', { fields: { place: 'the resident wishes the community alone' } })
    return [event('published', { pictures, pairs, place, outcome: state.outcome ?? 'explained' }, { text, reply })]
  },
}

/** Whether a publisher still has something to decide: it stands on the board, or it might. */
const undecided = (state: AppealState): boolean => state.published || (state.consent && !state.withheld)

const unpublish: AppealRow<'unpublish'> = {
  from: APPEAL_STATUSES.filter((status) => status !== 'withdrawn'),
  by: ['resident', 'publisher', 'supervisor', 'system'],
  refuse(state, context) {
    if (ofResident(context)) return state.consent ? null : 'NOT_ALLOWED_NOW'
    return undecided(state) && state.status !== null && ENDED.includes(state.status) ? null : 'NOT_ALLOWED_NOW'
  },
  decide(_, { ground, note: words }, context) {
    // A resident needs no reason; staff has one from the list.
    if (ofResident(context)) return [event('unpublished', { ground: CONSENT_WITHDRAWN })]
    demandGround(ground ?? '', UNPUBLISH_GROUNDS)
    return [event('unpublished', { ground: ground ?? '' }, note(words))]
  },
}

const FROM_DISPATCH: readonly AppealStatus[] = [
  'dispatched',
  'bounceRequested',
  'inProgress',
  'feedbackPending',
  'answered',
  'rated',
  'archived',
]

const reportPressure: AppealRow<'reportPressure'> = {
  from: FROM_DISPATCH,
  by: ['resident', 'system'],
  refuse: (state) => (state.pressureAt === null ? null : 'NOT_ALLOWED_NOW'),
  decide: (_, { text }) => [event('pressureReported', {}, note(text))],
}

const settlePressure: AppealRow<'settlePressure'> = {
  from: FROM_DISPATCH,
  by: ['supervisor', 'administrator', 'system'],
  refuse(state, context) {
    if (state.pressureAt === null) return 'NOT_ALLOWED_NOW'
    return sameStaff(context, state.order?.handlerId, state.order?.feedback?.by)
  },
  decide: (_, { text }) => [event('pressureSettled', {}, note(text))],
}

export const PUBLICATION = { publish, unpublish, reportPressure, settlePressure }

/** Whether it waits for the publisher: the resident consents, the loop is over, and nobody has decided yet. */
export const awaitsPublication = (state: AppealState): boolean =>
  state.consent &&
  !state.published &&
  !state.withheld &&
  state.outcome !== null &&
  (state.status === 'rated' || state.status === 'archived')
