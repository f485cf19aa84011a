import type { Chore } from '../../background.ts'
import type { LoadedCity } from '../../city/index.ts'
import type { Env } from '../../env.ts'
import type { Used } from '../../http/used.ts'
import type { StaffAdministration } from '../../identity/staff/staff.service.ts'
import type { Kernel } from '../../kernel/index.ts'
import { launchSandbox } from '../sandbox/sandbox.process.ts'
import { createSandboxes, type Sandboxes } from '../sandbox/sandbox.service.ts'
import { createSandboxSupervisor } from '../sandbox/sandbox.supervisor.ts'
import { createIntegrationDesk, type IntegrationDesk } from './integration-desk.service.ts'
import { createUsage } from './integration-usage.ts'

/** The desk of integrations, as the rest of the server sees it. */
export interface IntegrationsAtDesk {
  readonly desk: IntegrationDesk
  readonly sandboxes: Sandboxes
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
  readonly env: Pick<Env, 'sandboxes' | 'cityFolder' | 'portalFolder'>
}): IntegrationsAtDesk {
  const { kernel, city, env } = options
  const usage = createUsage({ kernel, utcOffsetMinutes: city.city.settings.utcOffsetMinutes })
  const desk = createIntegrationDesk({ ...options, usage })
  const { sandboxes: settings, cityFolder, portalFolder } = env
  const launch = launchSandbox(settings.path)
  const supervisor = createSandboxSupervisor({ kernel, settings, launch, cityFolder, portalFolder })
  // Whoever opened one need not wait for the next round; what could not be done now is done then.
  const changed = (): void => void supervisor.tick().catch(() => undefined)
  return {
    desk,
    sandboxes: createSandboxes({ kernel, access: desk.access, settings, changed }),
    used: (call) => usage.note(call),
    chores: [
      { name: 'use of integrations', everyMs: 2_000, run: () => usage.flush() },
      { name: 'old use of integrations', everyMs: 24 * 60 * MINUTE, run: () => usage.sweep() },
      { name: 'keys of integrations', everyMs: MINUTE, run: () => desk.sweepKeys() },
      ...(settings.max > 0 ? [{ name: 'sandboxes', everyMs: 10_000, run: () => supervisor.tick() }] : []),
    ],
    async stop() {
      await supervisor.stop()
      // What was counted last is written, too; a database that is gone takes nothing else down.
      await usage.flush().catch(() => undefined)
    },
  }
}
