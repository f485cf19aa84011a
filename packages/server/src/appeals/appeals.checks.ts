import { CivicError, type AppealState, type CheckedPart, type SystemActor } from '@civicgrid/contracts'
import type { Kernel, Tx } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'
import { decideOn, type Decided } from './appeals.decide.ts'
import { record } from './appeals.record.ts'
import { findAppealById, loadAppealById } from './appeals.store.ts'

/** What may become public of an appeal that came from the mini-program, for whoever has it checked. */
export interface AppealContent {
  readonly state: AppealState
  /** As it was sent; empty once its person is erased. */
  readonly text: string
}

export interface AppealChecks {
  /** Null where there is none, or where nothing of it will be public any more. */
  contentOf(appealId: number): Promise<AppealContent | null>
  /** Writes into the log what a check gave. What has been decided meanwhile stands. */
  recordChecks(tx: Tx, appealId: number, parts: readonly CheckedPart[]): Promise<void>
}

const CHECKER: SystemActor = { kind: 'system', name: 'content checks' }

/** Nothing where the log has it already, or a publisher was first. */
function newToLog(decide: () => Decided): Decided | null {
  try {
    return decide()
  } catch (error) {
    if (error instanceof CivicError && error.code === 'NOT_ALLOWED_NOW') return null
    throw error
  }
}

export function createAppealChecks({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealChecks {
  return {
    async contentOf(appealId) {
      const appeal = await findAppealById(kernel.db.read, appealId)
      if (!appeal) return null
      const { state, text } = appeal
      const over = !state.consent || state.status === 'withdrawn' || state.status === 'declined'
      return over ? null : { state, text }
    },

    async recordChecks(tx, appealId, parts) {
      const appeal = await loadAppealById(tx, appealId)
      if (!appeal) return
      const now = kernel.clock.now()
      const decided = newToLog(() => decideOn(city, appeal.state, CHECKER, 'recordCheck', { parts }, now))
      if (decided) await record(tx, appeal, decided, now)
    },
  }
}
