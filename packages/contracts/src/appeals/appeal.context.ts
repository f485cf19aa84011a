import type { Calendar } from '../clock/calendar.ts'
import { dueAt, type Limit } from '../clock/clock.ts'
import type { ActorRole, ClockStage } from './appeal.constants.ts'

/** What the city says of this category at this place; the service reads it from the city folder. */
export interface AppealRules {
  readonly limits: Readonly<Partial<Record<ClockStage, Limit>>>
  readonly photoRequired: boolean
  readonly verifyOnSite: boolean
  /** Finder, handler and verifier must be three people (巡办分离). */
  readonly separatePeople: boolean
  /** The owning body is a department: its duty is never pushed down to a grid. */
  readonly departmentDuty: boolean
  /** The city may switch urging off; it is never more than once a day (催办). */
  readonly urging: boolean
  readonly rehandleDays: number
  readonly rehandleTimes: number
  /** Cap of all extensions of a round together, in working days. */
  readonly extensionDays: number
  readonly archiveAfterDays: number
  /** Bodies whose seats are outsourced, property companies among them: they never see who complained. */
  readonly outsourced?: ReadonlySet<string>
  readonly grounds: {
    readonly decline: readonly string[]
    readonly bounce: readonly string[]
    readonly extension: readonly string[]
  }
}

export interface AppealActor {
  readonly kind: 'resident' | 'staff' | 'system'
  readonly id: number | null
  readonly role: ActorRole
  readonly bodyCode: string | null
  /** Set where they speak from the city's mini-program. */
  readonly face?: 'miniapp'
}

export interface AppealContext {
  /** Epoch milliseconds. */
  readonly now: number
  readonly actor: AppealActor
  readonly calendar: Calendar
  readonly rules: AppealRules
}

/** A clock as it stands on the event that started it, so that replay needs no calendar. */
export interface StartedClock {
  readonly stage: ClockStage
  readonly dueAt: number
  readonly calendar: string
}

/** Clocks that begin now; a stage without a limit has none. */
export function startClocks(context: AppealContext, ...stages: ClockStage[]): StartedClock[] {
  return stages.flatMap((stage) => {
    const limit = context.rules.limits[stage]
    if (!limit) return []
    return [{ stage, dueAt: dueAt(context.now, limit, context.calendar), calendar: context.calendar.version }]
  })
}
