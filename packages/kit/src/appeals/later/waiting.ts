import type { WaitingAppeal } from '@civicgrid/sdk/outbox'

/** How the state of one that waits is coloured; the word beside it says the same. */
export const WAITING_TONES = { waiting: 'warn', sending: 'live', signIn: 'warn', refused: 'bad', sent: 'good' } as const

/** It got through before, with other words: no try will send it again. */
export const isThere = ({ problem }: WaitingAppeal): boolean => problem?.code === 'IDEMPOTENCY_CONFLICT'

export const unsentOf = (items: readonly WaitingAppeal[]): WaitingAppeal[] =>
  items.filter(({ state }) => state !== 'sent')
