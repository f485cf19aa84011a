import type { Chore } from '../../background.ts'
import type { Used } from '../../http/used.ts'
import type { LoadedCity } from '../../city/index.ts'
import type { StaffAdministration } from '../../identity/staff/staff.service.ts'
import type { Kernel } from '../../kernel/index.ts'
import { createIntegrationDesk, type IntegrationDesk } from './integration-desk.service.ts'
import { createUsage } from './integration-usage.ts'

/** The desk of integrations, as the rest of the server sees it. */
export interface IntegrationsAtDesk {
  readonly desk: IntegrationDesk
  /** Counts a call that was answered. */
  used(call: Used): void
  readonly chores: readonly Chore[]
  stop(): Promise<void>
}

const MINUTE = 60_000

export function createIntegrationsAtDesk(options: {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly staff: StaffAdministration
}): IntegrationsAtDesk {
  const { kernel, city } = options
  const usage = createUsage({ kernel, utcOffsetMinutes: city.city.settings.utcOffsetMinutes })
  const desk = createIntegrationDesk({ ...options, usage })
  return {
    desk,
    used: (call) => usage.note(call),
    chores: [
      { name: 'use of integrations', everyMs: 5_000, run: () => usage.flush() },
      { name: 'old use of integrations', everyMs: 24 * 60 * MINUTE, run: () => usage.sweep() },
      { name: 'keys of integrations', everyMs: MINUTE, run: () => desk.sweepKeys() },
    ],
    // What was counted last is written, too; a database that is gone takes nothing else down.
    stop: () => usage.flush().catch(() => undefined),
  }
}
