import { nextDueAt, type AppealState } from '@civicgrid/contracts'

/**
 * `dueAt` of an appeal whose clocks have all stopped: the last instant that a Date can hold. So "the next clock" is a
 * plain order on both databases, which sort nulls differently.
 */
export const NEVER_DUE = 8_640_000_000_000_000

export const dueColumn = (state: AppealState): number => nextDueAt(state) ?? NEVER_DUE
export const dueFromColumn = (due: number | null): number | null => (due === null || due >= NEVER_DUE ? null : due)
