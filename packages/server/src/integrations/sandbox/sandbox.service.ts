import { CivicError, type integrationDeskSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import { noIntegration, type Access, type Given } from '../desk/integration-desk.access.ts'
import { integrationOf, type Integration } from '../integrations.store.ts'
import { readCredentials, readShift } from './sandbox.folder.ts'
import { findSandbox, liveSandboxes, unwantSandbox, wantSandbox } from './sandbox.store.ts'
import { folderOf, sandboxUrl, type SandboxSettingsOfOperator } from './sandbox.supervisor.ts'

type Inputs = typeof integrationDeskSchema.integrationDeskInputs
type In<Name extends keyof Inputs> = z.output<Inputs[Name]>
type Receipt = z.infer<typeof integrationDeskSchema.integrationReceipt>
export type SandboxView = z.infer<typeof integrationDeskSchema.sandboxView>

export interface SandboxServiceOptions {
  readonly kernel: Kernel
  readonly access: Access
  readonly settings: SandboxSettingsOfOperator
  /** Somebody opened or closed one. */
  readonly changed: () => void
}

const ANSWER_MS = 10_000
const iso = (ms: number): string => new Date(ms).toISOString()

/** A sandbox of each integration: opened, closed and moved in time by whoever may see the integration at the desk. */
export function createSandboxes({ kernel, access, settings, changed }: SandboxServiceOptions) {
  const { db, clock } = kernel

  /** @throws CivicError NOT_ALLOWED_NOW: there is none here, or all are open */
  function freePort(taken: readonly number[]): number {
    const all = Array.from({ length: settings.max }, (_, i) => settings.firstPort + i)
    const port = all.find((one) => !taken.includes(one))
    if (port === undefined)
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { sandbox: settings.max === 0 ? 'none' : 'full' } })
    return port
  }

  async function running(integration: Integration): Promise<{ port: number; folder: string } | null> {
    const row = await findSandbox(db.read, integration.id)
    if (!row?.wanted || row.startedAt === null) return null
    return { port: row.port, folder: folderOf(settings, integration, row.generation) }
  }

  return {
    /** How it stands, and by what programs come in; of one that was never open nothing. */
    async sandbox(actor: StaffActor, ref: string): Promise<SandboxView> {
      const { row: integration } = await access.found(db.read, actor, ref)
      const row = await findSandbox(db.read, integration.id)
      const folder = row ? folderOf(settings, integration, row.generation) : null
      const credentials = folder === null ? null : readCredentials(folder)
      const open = row?.wanted === 1
      const state = !open ? 'off' : row.startedAt === null ? 'starting' : 'running'
      return {
        available: settings.max > 0,
        state,
        url: open ? sandboxUrl(settings, row.port) : null,
        now: folder === null || !open ? null : iso(clock.now() + readShift(folder)),
        idleMinutes: Math.round(settings.idleMs / 60_000),
        problem: row?.problem ?? null,
        credentials,
      }
    },

    openSandbox: (given: Given, input: In<'openSandbox'>): Promise<Receipt> =>
      access.give(given, 'openSandbox', input, async (tx) => {
        const { row: integration } = await access.held(tx, given.actor, input.ref)
        if (integration.status === 'closed') throw new CivicError('WRONG_STATE', { message: 'it is closed' })
        const live = await liveSandboxes(tx)
        const own = live.find(({ integrationId, wanted }) => integrationId === integration.id && wanted === 1)
        const others = live.filter(({ integrationId }) => integrationId !== integration.id)
        const port = own?.port ?? freePort(others.map((other) => other.port))
        const now = clock.now()
        await wantSandbox(tx, { integrationId: integration.id, port, fresh: input.fresh, now })
        tx.afterCommit(changed)
        return { ref: integration.publicId, version: integration.version }
      }),

    closeSandbox: (given: Given, input: In<'ref'>): Promise<Receipt> =>
      access.give(given, 'closeSandbox', input, async (tx) => {
        const { row: integration } = await access.held(tx, given.actor, input.ref)
        await unwantSandbox(tx, integration.id, null)
        tx.afterCommit(changed)
        return { ref: integration.publicId, version: integration.version }
      }),

    /** Forward to an instant; one that has come already changes nothing. @throws CivicError NOT_ALLOWED_NOW when it is closed */
    async moveSandboxClock({ actor }: Given, { ref, now }: In<'moveSandboxClock'>): Promise<{ now: string }> {
      const { row } = await access.found(db.read, actor, ref)
      const integration = await integrationOf(db.read, row.id)
      if (!integration) throw noIntegration()
      const open = await running(integration)
      const token = open && readCredentials(open.folder)?.clockToken
      if (!open || !token) throw new CivicError('NOT_ALLOWED_NOW', { fields: { sandbox: 'closed' } })
      const answer = await fetch(`http://127.0.0.1:${open.port}/sandbox/clock`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ now }),
        signal: AbortSignal.timeout(ANSWER_MS),
      }).catch(() => null)
      if (answer?.status === 400) throw new CivicError('BAD_INPUT', { fields: { now: 'tooFar' } })
      if (!answer?.ok)
        throw new CivicError('OVERLOADED', { message: 'the sandbox does not answer', retryAfterMs: 3000 })
      return (await answer.json()) as { now: string }
    },
  }
}
export type Sandboxes = ReturnType<typeof createSandboxes>
