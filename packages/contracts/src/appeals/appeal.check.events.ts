import type { PastEvent } from '../kernel/machine.ts'
import { CHECKED_WORDS, type CheckEventData, type CheckState, type Checks } from './appeal.check.types.ts'
import type { AppealState } from './appeal.state.ts'

/** What the events of 内容检查 change, and which parts begin to wait for it. */
type Rows = {
  readonly [Type in keyof CheckEventData]: (
    state: AppealState,
    event: PastEvent,
    data: CheckEventData[Type],
  ) => AppealState
}

const marked = (checks: Checks, parts: readonly string[], state: CheckState): Checks => ({
  ...checks,
  ...Object.fromEntries(parts.map((part) => [part, state])),
})

/** The checks of a new appeal: of what its sender does not want published nothing is asked. */
export const firstChecks = (from: string | undefined, consent: boolean, photos: readonly string[]): Checks =>
  consent && from === 'miniapp' ? marked({}, [CHECKED_WORDS, ...photos], 'waiting') : {}

/** With photos that were sent later. */
export function withPhotos({ checks, consent }: AppealState, photos: readonly string[], from?: string): Checks {
  if (!consent || from !== 'miniapp') return checks
  const later = photos.filter((token) => !(token in checks))
  return marked(checks, later, 'waiting')
}

export const CHECK_EVENTS: Rows = {
  contentChecked: (state, _, { parts }) => ({
    ...state,
    checks: { ...state.checks, ...Object.fromEntries(parts.map(({ part, verdict }) => [part, verdict])) },
  }),
  contentPassed: (state, _, { parts }) => ({ ...state, checks: marked(state.checks, parts, 'passed') }),
}
