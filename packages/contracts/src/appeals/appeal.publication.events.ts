import type { PastEvent } from '../kernel/machine.ts'
import { CONSENT_WITHDRAWN, type PublicationEventData } from './appeal.publication.types.ts'
import type { AppealState } from './appeal.state.ts'

/** What the events of 信息公示 change. */
type Rows = {
  readonly [Type in keyof PublicationEventData]: (
    state: AppealState,
    event: PastEvent,
    data: PublicationEventData[Type],
  ) => AppealState
}

export const PUBLICATION_EVENTS: Rows = {
  published: (state) => ({ ...state, published: true, withheld: false }),
  unpublished: (state, _, { ground }) => ({
    ...state,
    published: false,
    consent: state.consent && ground !== CONSENT_WITHDRAWN,
    withheld: ground !== CONSENT_WITHDRAWN,
  }),
  pressureReported: (state, { at }) => ({ ...state, pressureAt: at }),
  pressureSettled: (state) => ({ ...state, pressureAt: null }),
}
