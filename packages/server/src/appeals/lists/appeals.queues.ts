import { SOON_DUE_MS, type AppealState, type AppealStatus, type Queue, type StaffRole } from '@civicgrid/contracts'
import type { AppealCity } from '../appeals.context.ts'
import type { KeptQueue } from '../board/appeals.board.store.ts'
import { NEVER_DUE } from '../appeals.store.ts'

/** A time in which something runs out; `until` not included. Epoch milliseconds. */
export interface Window {
  readonly from: number
  readonly until: number
}

/** The queues of the desk: what waits in each, and for whom. */
export interface QueueRow {
  readonly roles: ReadonlySet<StaffRole>
  /** null: whatever its status. */
  readonly status: AppealStatus | null
  /** What else must hold, as SQL on "Appeal" a and as a test on the state; both say the same. */
  readonly where?: (city: AppealCity) => { sql: string; values: (string | number)[] }
  readonly holds?: (state: AppealState, city: AppealCity) => boolean
  /** What is in it is kept in a table of its own, and is seldom much. */
  readonly kept?: KeptQueue
  /** Nobody who works for a body hears of what is in it: see `seesGuarded`. */
  readonly guarded?: true
  /** A board: whatever is open and runs out in this time. Time alone moves an order in and out, so none is counted. */
  readonly window?: (now: number) => Window
  /** Grid officers see it by their area, not by their body. */
  readonly byArea?: true
}

const roles = (...list: StaffRole[]): ReadonlySet<StaffRole> => new Set(list)

const awaitsVerification = (state: AppealState, city: AppealCity): boolean =>
  state.order?.verification === null && city.verifiedCategories.includes(state.category)

function verification(city: AppealCity): { sql: string; values: (string | number)[] } {
  const categories = [...city.verifiedCategories]
  const listed = categories.map(() => '?').join(', ')
  // The state's JSON is written by one function, so the text of a field is always the same.
  const sql =
    categories.length > 0 ? `(a."category" IN (${listed}) AND a."state" LIKE '%"verification":null%')` : '1 = 0'
  return { sql, values: categories }
}

/** What is of no single status is kept in a table of its own (appeals.board.reader.ts). */
const keptAs = (queue: KeptQueue): Pick<QueueRow, 'status' | 'kept'> => ({ status: null, kept: queue })

const EVERYBODY = roles('operator', 'handler', 'gridOfficer', 'reviewer', 'supervisor', 'publisher', 'administrator')

export const QUEUE_ROWS: Readonly<Record<Queue, QueueRow>> = {
  toAccept: { roles: roles('operator', 'supervisor'), status: 'submitted' },
  toDispatch: { roles: roles('operator', 'supervisor'), status: 'accepted' },
  toTake: { roles: roles('handler', 'gridOfficer'), status: 'dispatched' },
  inHand: { roles: roles('handler', 'gridOfficer'), status: 'inProgress' },
  toReview: {
    roles: roles('reviewer'),
    status: 'feedbackPending',
    where(city) {
      const { sql, values } = verification(city)
      return { sql: `NOT ${sql}`, values }
    },
    holds: (state, city) => !awaitsVerification(state, city),
  },
  toVerify: {
    roles: roles('gridOfficer', 'reviewer', 'supervisor'),
    status: 'feedbackPending',
    where: verification,
    holds: awaitsVerification,
    byArea: true,
  },
  bounces: { roles: roles('supervisor'), status: 'bounceRequested' },
  extensions: {
    roles: roles('supervisor'),
    status: 'inProgress',
    where: () => ({ sql: `a."state" LIKE '%"extension":{%'`, values: [] }),
    holds: (state) => state.order?.extension != null,
  },
  soonDue: { roles: EVERYBODY, status: null, window: (now) => ({ from: now, until: now + SOON_DUE_MS }) },
  overdue: { roles: EVERYBODY, status: null, window: (now) => ({ from: -NEVER_DUE, until: now }) },
  toPublish: { roles: roles('publisher'), ...keptAs('toPublish') },
  pressure: { roles: roles('supervisor', 'administrator'), guarded: true, ...keptAs('pressure') },
  all: { roles: EVERYBODY, status: null },
}

/** The queues in which an appeal with this state waits; `all` is no waiting. */
export function queuesOf(state: AppealState, city: AppealCity): Queue[] {
  return (Object.keys(QUEUE_ROWS) as Queue[]).filter((queue) => {
    const row = QUEUE_ROWS[queue]
    return row.status !== null && row.status === state.status && (row.holds?.(state, city) ?? true)
  })
}
