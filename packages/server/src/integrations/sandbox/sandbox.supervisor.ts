import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newToken, type Kernel } from '../../kernel/index.ts'
import { integrationOf, type Integration } from '../integrations.store.ts'
import type { Launch, RunningSandbox } from './sandbox.process.ts'
import {
  leaseSandbox,
  leaveSandbox,
  liveSandboxes,
  startedSandbox,
  unwantSandbox,
  usedSandbox,
  type SandboxRow,
} from './sandbox.store.ts'

/** What the operator allows; none without. */
export interface SandboxSettingsOfOperator {
  /** How many at a time. */
  readonly max: number
  readonly memoryMb: number
  /** One that nobody uses is closed after this; what is in it stays. */
  readonly idleMs: number
  /** The first of as many ports of this machine as there may be sandboxes. */
  readonly firstPort: number
  /** Where they are reached: `{port}` stands for the port. */
  readonly url: string
  readonly folder: string
}

export interface SupervisorOptions {
  readonly kernel: Kernel
  readonly settings: SandboxSettingsOfOperator
  readonly launch: Launch
  readonly cityFolder: string
  readonly portalFolder: string
}

const LEASE_MS = 30_000
/** One that ends by itself is started again, but not for ever. */
const STARTS_MAX = 3

interface Held {
  readonly sandbox: RunningSandbox
  readonly generation: number
  starts: number
  ended: boolean
}

export const sandboxUrl = ({ url }: SandboxSettingsOfOperator, port: number): string =>
  url.replace('{port}', String(port))
export const folderOf = (
  { folder }: SandboxSettingsOfOperator,
  { publicId }: Integration,
  generation: number,
): string => join(folder, `${publicId}.${generation}`)

/** Runs the processes that the rows ask for; of several servers each the ones whose lease it holds. */
export function createSandboxSupervisor({ kernel, settings, launch, cityFolder, portalFolder }: SupervisorOptions) {
  const { db, clock, random } = kernel
  const owner = newToken(random)
  const held = new Map<number, Held>()
  let busy: Promise<void> = Promise.resolve()

  function removeFolders(integration: Integration, keep: number | null): void {
    if (!existsSync(settings.folder)) return
    for (const name of readdirSync(settings.folder))
      if (name.startsWith(`${integration.publicId}.`) && name !== `${integration.publicId}.${keep}`)
        rmSync(join(settings.folder, name), { recursive: true, force: true })
  }

  async function end(integrationId: number): Promise<void> {
    const one = held.get(integrationId)
    held.delete(integrationId)
    await one?.sandbox.stop()
    await db.work((tx) => leaveSandbox(tx, integrationId, owner))
  }

  function start(row: SandboxRow, integration: Integration, starts: number): void {
    const { name, operator, redirectUris, origins } = integration
    removeFolders(integration, row.generation)
    const sandbox = launch({
      folder: folderOf(settings, integration, row.generation),
      port: row.port,
      url: sandboxUrl(settings, row.port),
      cityFolder,
      portalFolder,
      memoryMb: settings.memoryMb,
      settings: { name, operator, redirects: redirectUris, origins },
    })
    const one: Held = { sandbox, generation: row.generation, starts, ended: false }
    held.set(row.integrationId, one)
    void sandbox.ended.then(() => (one.ended = true))
    // It ended before it answered, or the database is gone: the next tick sees to it.
    sandbox.ready.then(() => mark(row.integrationId, clock.now())).catch(() => undefined)
  }
  const mark = (integrationId: number, startedAt: number | null) =>
    db.work((tx) => startedSandbox(tx, { integrationId, owner, startedAt }))

  async function see(row: SandboxRow): Promise<void> {
    const { integrationId } = row
    const now = clock.now()
    const integration = await integrationOf(db.read, integrationId)
    const one = held.get(integrationId)
    const give = (problem: string | null) => db.work((tx) => unwantSandbox(tx, integrationId, problem))
    if (!integration || integration.status === 'closed') {
      if (row.wanted) await give('closed')
      if (one || row.owner === owner) await end(integrationId)
      if (integration) removeFolders(integration, null)
      return
    }
    if (!row.wanted) return one || row.owner === owner ? end(integrationId) : undefined
    const usedAt = Math.max(row.usedAt, one && !one.ended ? one.sandbox.usedAt() : 0)
    if (now - usedAt > settings.idleMs) {
      await give('idle')
      if (one) await end(integrationId)
      return
    }
    const mine = await db.work((tx) => leaseSandbox(tx, { integrationId, owner, now, until: now + LEASE_MS }))
    if (!mine) return one ? end(integrationId) : undefined
    if (one && !one.ended && one.generation === row.generation) {
      if (usedAt > row.usedAt) await db.work((tx) => usedSandbox(tx, integrationId, usedAt))
      return
    }
    if (one && !one.ended) await one.sandbox.stop()
    const starts = one?.generation === row.generation ? one.starts + 1 : 1
    if (starts > STARTS_MAX) {
      await give('crashed')
      return end(integrationId)
    }
    await mark(integrationId, null)
    start(row, integration, starts)
  }

  return {
    /** Does what the rows ask for; one at a time. */
    tick(): Promise<void> {
      busy = busy.then(async () => {
        for (const row of await liveSandboxes(db.read)) await see(row)
      })
      const done = busy
      busy = busy.catch(() => undefined)
      return done
    },
    /** Ends every process of this server; what was open opens again with the next one. */
    async stop(): Promise<void> {
      await busy
      await Promise.all([...held.keys()].map(end))
    },
  }
}
export type SandboxSupervisor = ReturnType<typeof createSandboxSupervisor>
