import { CivicError, type ErrorCode } from '../kernel/errors.ts'
import { startClocks, type AppealContext } from './appeal.context.ts'
import { demandGround, event, inBody, note, ofResident, sameStaff, type AppealRow } from './appeal.rows.ts'
import type { AppealState } from './appeal.state.ts'

/** From sending to the body that works it: 事项受理, 分类转办. */

const submit: AppealRow<'submit'> = {
  from: [null],
  by: ['resident', 'operator', 'gridOfficer', 'system'],
  decide(_, input, context) {
    if (input.occurredAt !== null && input.occurredAt > context.now)
      throw new CivicError('DATE_IN_FUTURE', { fields: { occurredAt: 'future' } })
    // A caller on the phone cannot send a photo: what a category asks for is asked of those who can.
    if (ofResident(context) && context.rules.photoRequired && input.photos.length === 0)
      throw new CivicError('PHOTO_REQUIRED', { fields: { photos: 'required' } })
    const { text, address, point, contact, occurredAt, onBehalfOf, agentId, source, externalId, ...plain } = input
    const { contactPreference, shownPlace, recordings, ...facts } = plain
    const finderId = context.actor.kind === 'staff' ? context.actor.id : null
    return [
      event(
        'submitted',
        {
          ...facts,
          ...(agentId === null ? {} : { agentId }),
          ...(source === null ? {} : { source }),
          finderId,
          clocks: startClocks(context, 'accept'),
          ...(occurredAt === null ? {} : { occurredAt }),
          ...(contactPreference === 'any' ? {} : { contactPreference }),
          ...(shownPlace === 'exact' ? {} : { shownPlace }),
          ...(onBehalfOf ? { forAnother: true } : {}),
          ...(recordings.length > 0 ? { recordings } : {}),
        },
        // What a partner calls it may say more than it should: it is erased with the rest.
        {
          text,
          address,
          point,
          contact,
          occurredAt,
          ...(onBehalfOf ? { onBehalfOf } : {}),
          ...(externalId === null ? {} : { externalId }),
        },
      ),
    ]
  },
}

const accept: AppealRow<'accept'> = {
  from: ['submitted'],
  by: ['operator', 'system'],
  decide: () => [event('accepted', {})],
}

const decline: AppealRow<'decline'> = {
  from: ['submitted', 'accepted'],
  by: ['operator', 'system'],
  // What the city has once taken up it answers; only a first look may end in "not for us".
  refuse: (state) => (state.round > 1 || state.order ? 'NOT_ALLOWED_NOW' : null),
  decide(_, { ground, text }, { rules }) {
    demandGround(ground, rules.grounds.decline)
    return [event('declined', { ground }, note(text))]
  },
}

const classify: AppealRow<'classify'> = {
  from: ['submitted', 'accepted'],
  by: ['operator', 'system'],
  decide: (_, { kind, category }) => [event('classified', { kind, category })],
}

/** A grid officer answers what they found themselves and put right on the spot; where three people are asked for, not even that. */
const onTheSpot = (state: AppealState, context: AppealContext): ErrorCode | null =>
  state.finderId !== context.actor.id ? 'FORBIDDEN' : context.rules.separatePeople ? 'SAME_PERSON' : null

const answer: AppealRow<'answer'> = {
  from: ['submitted', 'accepted'],
  by: ['operator', 'gridOfficer', 'system'],
  refuse: (state, context) => (context.actor.role === 'gridOfficer' ? onTheSpot(state, context) : null),
  decide(state, { outcome, text, photos }, context) {
    if (context.actor.role === 'gridOfficer' && photos.length === 0)
      throw new CivicError('PHOTO_REQUIRED', { fields: { photos: 'required' } })
    const first = state.status === 'submitted' ? [event('accepted', {})] : []
    return [...first, event('answered', { outcome, photos }, { text })]
  },
}

const dispatch: AppealRow<'dispatch'> = {
  from: ['accepted'],
  by: ['operator', 'supervisor', 'system'],
  decide(state, input, context) {
    if (context.rules.departmentDuty && input.bodyIsGrid)
      throw new CivicError('DEPARTMENT_DUTY', { fields: { bodyCode: 'grid' } })
    // The clocks run from the first dispatch of a round; a bounce in between never starts them anew.
    const clocks = state.order ? [] : startClocks(context, 'firstContact', 'result')
    return [event('dispatched', { bodyCode: input.bodyCode, clocks }, note(input.note))]
  },
}

const take: AppealRow<'take'> = {
  from: ['dispatched'],
  by: ['handler', 'gridOfficer', 'system'],
  refuse: (state, context) =>
    inBody(state, context) ?? (context.rules.separatePeople ? sameStaff(context, state.finderId) : null),
  decide: () => [event('taken', {})],
}

const bounce: AppealRow<'bounce'> = {
  from: ['dispatched', 'inProgress'],
  by: ['handler', 'gridOfficer', 'system'],
  refuse: (state, context) =>
    inBody(state, context) ?? (state.order && state.bounced.includes(state.order.bodyCode) ? 'BOUNCE_USED' : null),
  decide(state, input, context) {
    demandGround(input.ground, context.rules.grounds.bounce)
    const bodyCode = state.order?.bodyCode ?? ''
    const clocks = startClocks(context, 'bounceRuling')
    return [event('bounceRequested', { bodyCode, ground: input.ground, clocks }, note(input.note))]
  },
}

const ruleBounce: AppealRow<'ruleBounce'> = {
  from: ['bounceRequested'],
  by: ['supervisor', 'system'],
  refuse: (state, context) => sameStaff(context, state.order?.bounce?.by),
  decide: (_, input) => [event(input.uphold ? 'bounceUpheld' : 'bounceRefused', {}, note(input.note))],
}

export const INTAKE = { submit, accept, decline, classify, answer, dispatch, take, bounce, ruleBounce }
